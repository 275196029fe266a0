// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as XML Schema writes them ({@code xs:dateTime} and {@code xs:duration}). */
final class Moments {
  private Moments() {}

  static String milli(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static String second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * Reads a duration, or a time as the duration until then; within bounds.
   *
   * @param text for example {@code PT60S}; what is neither counts as {@code otherwise}
   */
  static Duration within(
      String text, Instant now, Duration least, Duration most, Duration otherwise) {
    Duration asked = otherwise;
    try {
      asked = text.startsWith("P") ? Duration.parse(text) : between(text, now, otherwise);
    } catch (DateTimeException | ArithmeticException e) {
      // Counts as not said.
    }
    return asked.compareTo(least) < 0 ? least : asked.compareTo(most) > 0 ? most : asked;
  }

  private static Duration between(String text, Instant now, Duration otherwise) {
    return text.isEmpty() ? otherwise : Duration.between(now, Instant.parse(text));
  }
}
