// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;

/**
 * Writes consent inside somebody else's transaction, so that what needs consent and the line that
 * allows it are on the disk together or not at all. A service of this bundle only. Thread-safe.
 */
public interface ConsentEntry {
  /**
   * Passes if a line may be entered or is there already, before anything is written and before any
   * picture is looked at (BIPA section 15(b): first the release, then the capture). Reads memory.
   *
   * @param paperNote how consent was given on paper; blank: not on paper
   * @throws VestibuleException {@code consent-missing}, {@code release-missing} where this site's
   *     profile does not take paper
   */
  void require(PersonId person, Purpose purpose, String paperNote) throws VestibuleException;

  /**
   * Writes a line and the allowance that hangs on it.
   *
   * @param by who noted it, 1 to 128 characters
   * @return the line's id
   * @throws VestibuleException what {@link org.vestibule.api.consent.ConsentLedger#grant} refuses,
   *     but for the audit, which is the caller's
   */
  UUID enter(Connection c, UUID subject, ConsentWish wish, String by)
      throws SQLException, VestibuleException;

  /**
   * Passes if an allowance is there; otherwise enters the paper note, where this site's profile
   * takes paper.
   *
   * @param paperNote how consent was given on paper; blank: not on paper
   * @throws VestibuleException {@code consent-missing}, {@code release-missing}
   */
  void requireOrEnter(
      Connection c, UUID subject, PersonId person, Purpose purpose, String paperNote)
      throws SQLException, VestibuleException;

  /**
   * The transaction is over, on the disk or undone, and no lock is held: what is kept in memory of
   * this person's consents is read anew, and whoever listens is told of what has changed.
   */
  void settled(PersonId person);
}
