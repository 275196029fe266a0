// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import org.vestibule.vision.internal.face.Alignment;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether the pictures of a track are the same picture again, or a short loop: aligned faces of two
 * true exposures differ at least by the sensor's noise, even when nobody moves (J. R. Janesick,
 * "Photon Transfer", 2007: read and shot noise). It may be a camera that hangs as well as an
 * attack, so this only withholds. Keeps {@value #MEMORY} crops of {@value #SIDE} x {@value #SIDE}
 * values of brightness. One thread at a time.
 */
final class FrozenInput {
  static final String CUE = "frozen-input";
  private static final int SIDE = 32;
  private static final int MEMORY = 8;

  /** Mean difference in grey levels over the crop; noise of 2 levels averages to about 0.8. */
  private static final double NOISE = 0.15;

  private static final int REPEATS = 3;

  /** Encoders repeat a picture of somebody who sits still, but not for so long. */
  private static final long MIN_NANOS = 700_000_000L;

  private final float[][] crops = new float[MEMORY][SIDE * SIDE];
  private final long[] captured = new long[MEMORY];
  private final int[] repeats = new int[MEMORY];
  private int seen;

  /** Takes the next picture. */
  Clue look(double[] points, Picture picture, Scratch scratch, long capturedNanos) {
    var grey = scratch.tensor(SIDE * SIDE);
    picture.grey(Alignment.toPicture(points, SIDE), SIDE, SIDE, grey, 0, 1);
    int now = seen % MEMORY;
    grey.get(0, crops[now]);
    captured[now] = capturedNanos;
    int known = Math.min(seen, MEMORY - 1);
    seen++;
    int period = 0;
    for (int back = known; back > 0; back--) {
      boolean same = difference(crops[now], crops[Math.floorMod(now - back, MEMORY)]) < NOISE;
      repeats[back] = same ? repeats[back] + 1 : 0;
      int first = Math.floorMod(now - Math.min(known, repeats[back] + back - 1), MEMORY);
      boolean lasting = capturedNanos - captured[first] >= MIN_NANOS;
      period = lasting && repeats[back] >= Math.max(REPEATS, back) ? back : period;
    }
    if (period > 0) {
      return Clue.says(
          CUE,
          0,
          0.6,
          "%d pictures differ by less than %.2f grey levels from those %d before: no camera's",
          repeats[period],
          NOISE,
          period);
    }
    return known < REPEATS
        ? Clue.abstains(CUE, "too few pictures to see a repetition")
        : Clue.says(CUE, 0.6, 0.1, "the pictures differ");
  }

  private static double difference(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }
}
