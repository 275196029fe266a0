// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.drift;

import java.util.Arrays;
import org.vestibule.api.station.StationId;

/**
 * The last attempts at one camera beside its baseline. Without one that comes from outside, the
 * camera's first attempts are it. Thread-safe.
 */
final class CameraWatch {
  /** So many attempts are looked at together. */
  static final int WINDOW = 200;

  /** So many first attempts make a baseline. */
  static final int FIRST = 300;

  /** Fewer attempts are not judged. */
  private static final int LEAST = 50;

  /** The usual bound of a shift that calls for action (Siddiqi 2006). */
  private static final double USUAL = 0.25;

  /**
   * Without any shift the index is distributed as chi-squared with 9 degrees of freedom times (1/n
   * + 1/m) (B. Yurdakul, Statistical Properties of Population Stability Index, 2018). This is
   * exceeded once in a million looks, for there is one at each attempt.
   */
  private static final double CHANCE = 45.1;

  private final StationId camera;
  private final float[] window = new float[WINDOW];
  private final int[] counts = new int[Baseline.BINS];
  private Baseline baseline;
  private float[] first;
  private int filled;
  private int next;
  private long attempts;
  private double index;
  private boolean drifting;

  /**
   * @param baseline {@code null} when the camera's own first attempts are to be it
   */
  CameraWatch(StationId camera, Baseline baseline) {
    this.camera = camera;
    this.baseline = baseline;
    first = baseline == null ? new float[FIRST] : null;
  }

  /** Takes one attempt; returns whether the camera began or ceased to drift with it. */
  synchronized boolean attempt(float similarity) {
    attempts++;
    if (baseline == null) {
      first[(int) attempts - 1] = similarity;
      if (attempts == FIRST) {
        baseline = new Baseline("the first " + FIRST + " attempts at this camera", first);
        first = null;
      }
      return false;
    }
    if (filled == WINDOW) {
      counts[baseline.bin(window[next])]--;
    } else {
      filled++;
    }
    window[next] = similarity;
    counts[baseline.bin(similarity)]++;
    next = (next + 1) % WINDOW;
    return judge();
  }

  private boolean judge() {
    if (filled < LEAST) {
      return false;
    }
    index = baseline.stability(counts, filled);
    boolean before = drifting;
    // It ceases at half of what it begins at, so that it does not flutter around the bound.
    drifting = index > (before ? bound() / 2 : bound());
    return drifting != before;
  }

  private double bound() {
    return Math.max(USUAL, CHANCE * (1.0 / filled + 1.0 / baseline.size()));
  }

  /** Returns how the camera is now. */
  synchronized CameraDrift now() {
    if (baseline == null) {
      return new CameraDrift(
          camera, attempts, 0, Double.NaN, Double.NaN, Double.NaN, false, "not yet");
    }
    float[] sorted = Arrays.copyOf(window, filled);
    Arrays.sort(sorted);
    boolean judged = filled >= LEAST;
    return new CameraDrift(
        camera,
        attempts,
        filled,
        judged ? index : Double.NaN,
        judged ? bound() : Double.NaN,
        judged ? baseline.smirnov(sorted) : Double.NaN,
        drifting,
        baseline.origin());
  }
}
