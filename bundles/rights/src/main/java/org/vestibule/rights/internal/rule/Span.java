// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

/**
 * A part of a day by the clock on the wall.
 *
 * @param from its first minute of the day, 0 to 1439
 * @param to the minute after its last, counted from the same midnight; above 1440 it ends on the
 *     next day
 */
public record Span(int from, int to) {
  static final int DAY = 24 * 60;

  /** Refuses what is empty or longer than a day. */
  public Span {
    if (from < 0 || from >= DAY || to <= from || to > from + DAY) {
      throw new IllegalArgumentException("minutes " + from + " to " + to);
    }
  }

  boolean holds(long nanoOfDay, boolean ofYesterday) {
    long nanos = nanoOfDay + (ofYesterday ? DAY * NANOS : 0);
    return nanos >= from * NANOS && nanos < to * NANOS;
  }

  private static final long NANOS = 60_000_000_000L;

  @Override
  public String toString() {
    return clock(from) + "-" + clock(to > DAY ? to - DAY : to);
  }

  private static String clock(int minute) {
    return String.format("%02d:%02d", minute / 60, minute % 60);
  }
}
