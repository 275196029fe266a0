// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

/**
 * When the next packet is sent: every 20 ms. Words that begin are not kept waiting for the turn of
 * the next silence, and the time that they were early is made up for in the next silence, so that
 * over a call nothing drifts. A word whose next samples come a moment late is waited for. Not
 * thread-safe.
 */
final class Pace {
  static final long PERIOD = 20_000_000;

  /** How long samples are waited for that are late. */
  private static final long GRACE = 10_000_000;

  /** After a longer standstill the time is skipped, not caught up with. */
  private static final long STANDSTILL = 200_000_000;

  private long next;
  private long early;
  private boolean speaking;

  Pace(long now) {
    next = now;
  }

  /** Returns when something is to be done, given how many samples wait. */
  long due(long now, int waiting, int enough) {
    if (waiting >= enough) {
      return speaking ? next : now;
    }
    return speaking || waiting > 0 ? next + GRACE : next;
  }

  /** Notes that a packet is sent now; returns whether words begin with it. */
  boolean sent(long now, boolean words) {
    boolean begins = words && !speaking;
    if (begins) {
      early = Math.max(0, next - now);
      next = Math.min(next, now);
    } else if (!words && speaking) {
      next += early;
      early = 0;
    }
    speaking = words;
    next += PERIOD;
    return begins;
  }

  /** Returns how many packets are left out after a standstill, usually none. */
  long skipped(long now) {
    long behind = now - next;
    if (behind < STANDSTILL) {
      return 0;
    }
    long periods = behind / PERIOD;
    next += periods * PERIOD;
    return periods;
  }
}
