// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.rights.PassWish;

/** Which passes can be given. Pure. */
final class PassForm {
  private static final int MOST_USES = 1000;
  private static final int LONGEST_LABEL = 80;

  private PassForm() {}

  /**
   * Refuses a wish that cannot be.
   *
   * @param longest how long a pass may last, and how far ahead it may begin
   * @throws VestibuleException {@code pass-invalid}
   */
  static void require(PassWish wish, Instant now, Duration longest) throws VestibuleException {
    if (wish.label().length() > LONGEST_LABEL || wish.label().chars().anyMatch(c -> c < ' ')) {
      throw invalid("its label", "at most " + LONGEST_LABEL + " characters on one line");
    }
    if (wish.doors().isEmpty()) {
      throw invalid("no door", "at least one door");
    }
    if (wish.uses() < 1 || wish.uses() > MOST_USES) {
      throw invalid(wish.uses() + " uses", "1 to " + MOST_USES);
    }
    if (!whole(wish.from()) || !whole(wish.until())) {
      throw invalid("a part of a millisecond", "times in whole milliseconds");
    }
    if (!wish.until().isAfter(wish.from()) || !wish.until().isAfter(now)) {
      throw invalid("an end at " + wish.until(), "an end after its beginning and after now");
    }
    if (Duration.between(wish.from(), wish.until()).compareTo(longest) > 0
        || Duration.between(now, wish.from()).compareTo(longest) > 0) {
      throw invalid("a time that long", "at most " + longest.toDays() + " days, and begun by then");
    }
  }

  /** What is kept is in milliseconds; a rest would make a pass end before or after its end. */
  private static boolean whole(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).equals(time);
  }

  private static VestibuleException invalid(String found, String allowed) {
    return new VestibuleException(
        "pass-invalid", "pass", found, allowed, "Change it, and issue it again.");
  }
}
