// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import java.time.Instant;
import java.util.Optional;

/**
 * What is said to a channel of people.
 *
 * @param title one line that names nobody
 * @param detail what may name somebody
 * @param place the station or door
 * @param at when it happened
 * @param visit the visit that may be answered by a button; empty when there is nothing to answer
 * @param door the door that such a button opens
 */
public record Saying(
    String title,
    Optional<String> detail,
    String place,
    Instant at,
    Optional<String> visit,
    Optional<String> door) {
  private static final int MOST = 500;

  /** Leaves out what no screen shows, and shortens. */
  public Saying {
    title = shown(title);
    detail = detail.map(Saying::shown);
    place = shown(place);
  }

  /** Returns it without what may name somebody. */
  public Saying bare() {
    return new Saying(title, Optional.empty(), place, at, visit, door);
  }

  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}|\\p{Cf}", " ").strip();
    return plain.length() > MOST ? plain.substring(0, MOST - 1) + "…" : plain;
  }
}
