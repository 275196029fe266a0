// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.DoorId;

/**
 * What every head-end needs to be told, checked. A vendor's own keys are read beside it.
 *
 * @param name names the head-end, and the cards that it knows
 * @param url where it answers: https, or http to this machine
 * @param passwordFile its first line is the password, read at each login
 * @param caFile who may sign its certificate; empty: whom the Java runtime trusts
 * @param answer how long a door's command may take
 * @param patience how long any other request may take
 * @param doors our doors, and what the head-end calls them
 * @param doorCommands whether doors are opened, or only read
 * @param cards how cards are taken over; empty: they are not
 */
public record HeadEndSettings(
    String name,
    URI url,
    String username,
    Path passwordFile,
    Optional<Path> caFile,
    Duration answer,
    Duration patience,
    Map<DoorId, String> doors,
    boolean doorCommands,
    Optional<Cards> cards) {
  /** Copies. */
  public HeadEndSettings {
    doors = Map.copyOf(doors);
  }

  /**
   * How cards are taken over.
   *
   * @param every how often
   * @param cache how long what was heard counts without being heard again
   * @param personField the head-end's field that holds our person's id
   * @param panel the panel that the cards are of
   * @param format the format of every card, as this gateway calls it
   * @param type the head-end's name of the kind of card to take; empty: any
   * @param facility the facility code of every card
   */
  public record Cards(
      Duration every,
      Duration cache,
      String personField,
      String panel,
      String format,
      String type,
      int facility) {}
}
