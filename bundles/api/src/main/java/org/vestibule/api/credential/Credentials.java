// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.credential;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;

/**
 * Whose card is which, for each panel. Kept sealed; looked up in memory, so that no door waits for
 * a disk. Every change is audited. Thread-safe.
 */
@ProviderType
public interface Credentials {
  /** The panel of a card that counts at every door whose panel has none of its own for a person. */
  String ANY_PANEL = "any";

  /** Who says so when a person assigned a card by hand. */
  String BY_HAND = "manual";

  /** Returns the card that is presented for a person at a door, if there is one that counts now. */
  Optional<Card> card(PersonId person, DoorId door);

  /** Returns whose card this is at a door, if it counts now. */
  Optional<PersonId> holder(DoorId door, Card card);

  /**
   * Gives a person a card, or replaces theirs of that panel and source.
   *
   * @throws VestibuleException {@code unknown-person}, {@code card-invalid} (format or range),
   *     {@code card-taken} (another person's), {@code panel-invalid}, {@code vault-locked}, {@code
   *     storage-*}, {@code audit-*}
   */
  void assign(Assignment assignment) throws VestibuleException;

  /**
   * Takes what a head-end knows, all of it: what it named before and does not name now ends. Taking
   * the same twice changes nothing.
   *
   * @param source the head-end, for example {@code netbox-main}
   * @param cards all that it knows; each of this source
   * @param until how long this counts without being told again
   * @return what changed
   * @throws VestibuleException as {@link #assign}
   */
  Changes replace(String source, List<Assignment> cards, Instant until) throws VestibuleException;

  /**
   * Takes cards away.
   *
   * @param panel of one panel; empty: all
   * @return how many
   * @throws VestibuleException {@code storage-*}, {@code audit-*}
   */
  int withdraw(PersonId person, Optional<String> panel) throws VestibuleException;

  /** Returns a person's cards. */
  List<Assignment> of(PersonId person);

  /** Returns how many people have a card that counts now. */
  int holders();

  /**
   * Reads cards from a table: CSV (RFC 4180), UTF-8, with the columns {@code person} or {@code
   * name} and {@code unit}, {@code format}, {@code facility}, {@code number} and, if wanted, {@code
   * panel} and {@code until}. All good rows are taken in one step; each bad one is named.
   *
   * @param dryRun whether nothing is changed
   * @throws VestibuleException {@code table-invalid} (no such columns, too long, no UTF-8), {@code
   *     vault-locked}, {@code storage-*}, {@code audit-*}
   */
  ImportReport importTable(InputStream table, boolean dryRun) throws VestibuleException;

  /**
   * A person's card.
   *
   * @param panel for which panel, an {@link org.vestibule.api.Identifier}, or {@link #ANY_PANEL}
   * @param source who says so: {@link #BY_HAND}, {@code table}, or a head-end's name
   * @param until when it ends, if it does
   */
  record Assignment(
      PersonId person, String panel, Card card, String source, Optional<Instant> until) {}

  /** What a {@link #replace} changed. */
  record Changes(int added, int changed, int ended, int same) {}

  /**
   * What an import did.
   *
   * @param rows how many there were, without the header
   * @param taken how many were, or would be, taken
   * @param refused the others, at most the first 1000
   */
  record ImportReport(int rows, int taken, List<BadRow> refused) {
    /** Copies. */
    public ImportReport {
      refused = List.copyOf(refused);
    }
  }

  /**
   * A row that was not taken.
   *
   * @param line its line in the file, from 1
   * @param column which column, if it is one
   * @param code stable, for example {@code unknown-person}
   * @param sentence what is wrong and what to do, without the card's number
   */
  record BadRow(int line, String column, String code, String sentence) {}
}
