// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Arrays;

/**
 * Makes dark pictures brighter: a tone curve between a power and an equalised histogram whose slope
 * is bounded, so that noise is not blown up. Bright pictures stay as they are. The curve moves
 * slowly from picture to picture. Allocates nothing for a picture. Not thread-safe.
 */
final class NightSight {
  /** Darker than that on average it begins, brighter than that it ends. */
  private static final int BEGIN = 60;

  private static final int END = 80;
  private static final double AIM = 105;
  private static final double LEAST_POWER = 0.4;
  private static final int MOST_SLOPE = 4;
  private static final int EVERY = 4;
  private static final int INERTIA = 4;

  private final int[] histogram = new int[256];
  private final int[] curve = new int[256];
  private boolean dark;

  /**
   * Changes the brightness in place.
   *
   * @param luma a byte for each pixel, from the beginning of the array
   * @param hidden how many of the pixels are black because they are masked: they tell nothing
   * @return whether it was dark
   */
  boolean improve(byte[] luma, int pixels, int hidden) {
    int mean = mean(luma, pixels, hidden);
    boolean before = dark;
    dark = mean < (before ? END : BEGIN);
    if (!dark) {
      return false;
    }
    follow(mean, (pixels - hidden + EVERY - 1) / EVERY, !before);
    for (int i = 0; i < pixels; i++) {
      luma[i] = (byte) curve[luma[i] & 0xff];
    }
    return true;
  }

  private int mean(byte[] luma, int pixels, int hidden) {
    Arrays.fill(histogram, 0);
    for (int i = 0; i < pixels; i += EVERY) {
      histogram[luma[i] & 0xff]++;
    }
    histogram[0] = Math.max(0, histogram[0] - hidden / EVERY);
    long sum = 0;
    long count = 0;
    for (int level = 0; level < 256; level++) {
      sum += (long) level * histogram[level];
      count += histogram[level];
    }
    return (int) (sum / Math.max(1, count));
  }

  private void follow(int mean, int count, boolean first) {
    double power =
        Math.max(
            LEAST_POWER, Math.min(1, Math.log(AIM / 255) / Math.log(Math.max(1, mean) / 255.0)));
    int most = Math.max(1, count * MOST_SLOPE / 256);
    long kept = 0;
    for (int level = 0; level < 256; level++) {
      kept += Math.min(most, histogram[level]);
    }
    // What is cut off is spread evenly, as contrast-limited equalisation does.
    double spread = (count - kept) / 256.0;
    double below = 0;
    for (int level = 0; level < 256; level++) {
      below += Math.min(most, histogram[level]) + spread;
      double equal = 255 * below / count;
      double raised = 255 * Math.pow(level / 255.0, power);
      int wanted = (int) Math.round(Math.min(255, Math.max(level, (equal + raised) / 2)));
      curve[level] = first ? wanted : curve[level] + (wanted - curve[level]) / INERTIA;
    }
  }
}
