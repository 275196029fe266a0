// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * Whole hours of a day that hold some moments.
 *
 * @param first the day of the earliest
 * @param last the day of the latest
 * @param from the earliest hour, 0 to 23
 * @param to behind the latest hour, 1 to 24
 */
record HourSpan(LocalDate first, LocalDate last, int from, int to) {
  static HourSpan of(ZonedDateTime at) {
    return new HourSpan(at.toLocalDate(), at.toLocalDate(), at.getHour(), at.getHour() + 1);
  }

  /** Returns the span that holds both. */
  HourSpan with(HourSpan other) {
    return new HourSpan(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last,
        Math.min(from, other.from),
        Math.max(to, other.to));
  }

  boolean ofOneDay() {
    return first.equals(last);
  }
}
