// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is done with each picture is cheap beside the picture's time, and this says how cheap. */
class PictureCostTest {
  private static final int W = 640;
  private static final int H = 360;
  private static final int ROUNDS = 60;

  @Test
  void gateDewarpAndNightTakeAFewMillisecondsEach() {
    byte[] picture = new byte[W * H * 3 / 2];
    new Random(1).nextBytes(picture);
    MotionGate gate = new MotionGate();
    assertThat(median("motion gate, 640x360", () -> gate.look(picture, W, H))).isLessThan(50);

    FisheyeView view = new FisheyeView(1280, 960, 640, 480, 470, 180, 20, 10, 90);
    Dewarp dewarp = new Dewarp(view, W, H);
    byte[] fisheye = new byte[1280 * 960 * 3 / 2];
    byte[] out = new byte[dewarp.bytes()];
    assertThat(median("dewarp to 640x360", () -> dewarp.render(fisheye, out))).isLessThan(50);

    NightSight night = new NightSight();
    byte[] dark = new byte[W * H];
    Runnable darken =
        () -> {
          Arrays.fill(dark, (byte) 20);
          night.improve(dark, W * H);
        };
    assertThat(median("night, 640x360", darken)).isLessThan(50);
  }

  private static double median(String what, Runnable work) {
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < 2 * ROUNDS; i++) {
      long began = System.nanoTime();
      work.run();
      millis[i % ROUNDS] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(Locale.ROOT, "%s: median %.2f ms%n", what, millis[ROUNDS / 2]);
    return millis[ROUNDS / 2];
  }
}
