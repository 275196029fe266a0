// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

/**
 * Decides how much of their wishes all cameras get, from what they used of the processor. It falls
 * at once and in proportion, and rises slowly and only while a good part of the budget is free, so
 * that it settles. Not thread-safe.
 */
final class RateShare {
  /** Below that part of the budget there is room for more. */
  private static final double ROOM = 0.7;

  private static final double STEP = 1.2;
  private static final double LEAST = 0.05;
  private static final int CALM_LOOKS = 2;

  /** The slowest at which somebody who walks past is still seen. */
  private static final int FLOOR = 2;

  private double share = 1;
  private int calm;

  /**
   * Takes what was used since the last look.
   *
   * @param used cores
   * @param budget cores that may be used
   * @return the share from now on, 0 to 1
   */
  double used(double used, double budget) {
    if (used > budget) {
      calm = 0;
      share = Math.max(LEAST, share * Math.max(0.5, 0.9 * budget / used));
    } else if (used < ROOM * budget && share < 1 && ++calm >= CALM_LOOKS) {
      share = Math.min(1, share * STEP);
    } else if (used >= ROOM * budget) {
      calm = 0;
    }
    return share;
  }

  /**
   * Returns the pictures a second of one camera. One that a visit looks through keeps half of its
   * wish: whoever stands at the door comes before whoever walks past elsewhere.
   */
  static int rate(int wish, boolean visit, double share) {
    int floor = Math.min(wish, visit ? Math.max(FLOOR, (wish + 1) / 2) : FLOOR);
    return Math.max(floor, (int) Math.round(wish * share));
  }
}
