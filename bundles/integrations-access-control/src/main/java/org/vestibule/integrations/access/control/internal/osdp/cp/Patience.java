// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

/**
 * How long one reader is waited for: one that worked is given up after 8 s of silence, and one that
 * is looked for after three silences; then it is looked for again after 1, 2, 4, 8, 8, ... s. One
 * thread.
 */
final class Patience {
  private static final long SECOND = 1_000_000_000L;
  private static final long OFFLINE_NANOS = 8 * SECOND;

  /** After this many silences in a row the others of the line are held up less often. */
  private static final int MOST_SILENT = 3;

  private static final long SILENT_NANOS = 8 * SECOND / 10;
  private static final int LONGEST_PAUSE = 3;

  private long heard;
  private long began;
  private int silences;
  private int failures;

  /** It is looked for from now on, or was heard. */
  void heard(long nowNanos) {
    heard = nowNanos;
    silences = 0;
  }

  /** It works from now on. */
  void works(long nowNanos) {
    began = nowNanos;
  }

  /** Somebody changed something: it is looked for at once, and often. */
  void anew() {
    failures = 0;
  }

  /** Returns whether a reader that worked was not heard for too long. */
  boolean silent(long nowNanos) {
    return nowNanos - heard >= OFFLINE_NANOS;
  }

  /** Notes a silence; returns whether that is enough. */
  boolean silence(boolean worked, long nowNanos) {
    silences++;
    return worked ? silent(nowNanos) : silences >= MOST_SILENT;
  }

  /** Returns when to ask again after a silence. */
  long again(long sentNanos, long nowNanos) {
    return silences < MOST_SILENT ? nowNanos : sentNanos + SILENT_NANOS;
  }

  /**
   * Returns when to look for it again: at once for one that worked for a while and says that it
   * lost its session, later each time for one that does not come back.
   */
  long after(boolean worked, long nowNanos) {
    boolean lasted = worked && nowNanos - began >= OFFLINE_NANOS;
    if (lasted) {
      failures = 0;
    }
    return lasted && !silent(nowNanos)
        ? nowNanos
        : nowNanos + (SECOND << Math.min(failures++, LONGEST_PAUSE));
  }
}
