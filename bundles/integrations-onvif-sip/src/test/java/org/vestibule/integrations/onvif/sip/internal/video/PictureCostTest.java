// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;
import org.vestibule.integrations.onvif.sip.internal.area.BlackOut;

/** What is done with each picture is cheap beside the picture's time, and this says how cheap. */
class PictureCostTest {
  private static final int W = 640;
  private static final int H = 360;
  private static final int ROUNDS = 60;

  /** Counts what the work takes and not what others of a busy machine take. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void gateDewarpAndNightTakeAFewMillisecondsEach() {
    byte[] picture = new byte[W * H * 3 / 2];
    new Random(1).nextBytes(picture);
    MotionGate gate = new MotionGate();
    assertThat(median("motion gate, 640x360", () -> gate.look(picture, W, H))).isLessThan(50);

    BlackOut black = BlackOut.of(eightMasks(), W, H);
    assertThat(median("eight masks, 640x360", () -> black.i420(picture))).isLessThan(50);
    BlackOut large = BlackOut.of(eightMasks(), 1920, 1080);
    byte[] whole = new byte[1920 * 1080 * 3 / 2];
    assertThat(median("eight masks, 1920x1080", () -> large.i420(whole))).isLessThan(50);
    assertThat(median("eight masks worked out, 640x360", () -> BlackOut.of(eightMasks(), W, H)))
        .isLessThan(50);

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
          night.improve(dark, W * H, 0);
        };
    assertThat(median("night, 640x360", darken)).isLessThan(50);
  }

  /** Each has twenty corners, and together they hide a third of the picture. */
  private static List<Outline> eightMasks() {
    List<Outline> masks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double x = 0.125 + 0.25 * (i % 4);
      double y = 0.25 + 0.5 * (i / 4);
      List<Corner> corners = new ArrayList<>();
      for (int j = 0; j < 20; j++) {
        double turn = Math.PI * j / 10;
        corners.add(new Corner(x + 0.09 * Math.cos(turn), y + 0.15 * Math.sin(turn)));
      }
      masks.add(new Outline(corners));
    }
    return masks;
  }

  private static double median(String what, Runnable work) {
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < 2 * ROUNDS; i++) {
      long began = THREADS.getCurrentThreadCpuTime();
      work.run();
      millis[i % ROUNDS] = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(Locale.ROOT, "%s: median %.3f ms%n", what, millis[ROUNDS / 2]);
    return millis[ROUNDS / 2];
  }
}
