// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

/**
 * Lets so many pictures a second through, whenever they come: one that comes late does not cost the
 * next one its turn. Not thread-safe.
 */
final class Pace {
  private static final double SECOND = 1e9;

  private long due;
  private boolean begun;

  /**
   * Decides on a picture.
   *
   * @param nanos when it came
   * @param fps pictures a second, from 1
   */
  boolean admits(long nanos, int fps) {
    long period = (long) (SECOND / fps);
    if (begun && nanos - due < -period / 2) {
      return false;
    }
    long next = due + period;
    due = begun && next - (nanos - period) > 0 ? next : nanos + (begun ? 0 : period);
    begun = true;
    return true;
  }
}
