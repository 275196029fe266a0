// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;
import org.vestibule.api.station.Zone;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.BlackOut;

/** What is movement and what is not. */
class MotionGateTest {
  private static final int W = 320;
  private static final int H = 180;
  private final Random random = new Random(4);
  private final MotionGate gate = new MotionGate();

  @Test
  void noiseOfASensorIsNoMovement() {
    for (int i = 0; i < 200; i++) {
      assertThat(look(0, 1, 12, -1)).as("picture %d", i).isFalse();
    }
  }

  @Test
  void lightThatChangesIsNoMovement() {
    settle(6);
    // Slowly, as the sun goes down.
    for (int i = 0; i < 100; i++) {
      assertThat(look(-i / 3.0, 1, 6, -1)).as("picture %d", i).isFalse();
    }
    // At once, as a lamp goes on, and half as much again in bright places.
    MotionGate lamp = new MotionGate();
    for (int i = 0; i < 30; i++) {
      lamp.look(picture(0, 1, 6, -1), W, H);
    }
    for (int i = 0; i < 30; i++) {
      assertThat(lamp.look(picture(25, 1.3, 6, -1), W, H)).as("picture %d", i).isFalse();
    }
  }

  @Test
  void whoWalksPastMovesInEveryPicture() {
    settle(8);
    for (int x = 10; x < 270; x += 8) {
      assertThat(look(0, 1, 8, x)).as("at %d", x).isTrue();
    }
  }

  @Test
  void whoWalksPastIsSeenInTheNoiseOfTheNight() {
    settle(25);
    int seen = 0;
    for (int x = 10; x < 270; x += 8) {
      seen += look(0, 1, 25, x) ? 1 : 0;
    }
    assertThat(seen).isGreaterThan(25);
  }

  @Test
  void aParcelThatStaysBecomesPartOfThePlace() {
    settle(6);
    assertThat(look(0, 1, 6, 100)).isTrue();
    boolean moving = true;
    for (int i = 0; i < 400; i++) {
      moving = look(0, 1, 6, 100);
    }
    assertThat(moving).isFalse();
  }

  @Test
  void whatFluttersAllTheTimeIsForgivenAndAPersonBesideItIsNot() {
    settle(6);
    for (int i = 0; i < 600; i++) {
      gate.look(flutter(picture(0, 1, 6, -1)), W, H);
    }
    int flutters = 0;
    for (int i = 0; i < 50; i++) {
      flutters += gate.look(flutter(picture(0, 1, 6, -1)), W, H) ? 1 : 0;
    }
    assertThat(flutters).isLessThan(5);
    assertThat(gate.look(flutter(picture(0, 1, 6, 200)), W, H)).isTrue();
  }

  @Test
  void whatMovesBehindAMaskOrOutsideEveryZoneIsNone() {
    // The box walks between rows 60 and 130 of 180.
    gate.watch(new Areas(List.of(box(0, 0.3, 1, 0.75)), List.of()));
    settle(6);
    assertThat(look(0, 1, 6, 100)).isFalse();

    gate.watch(new Areas(List.of(), List.of(new Zone("path", box(0, 0.8, 1, 1)))));
    settle(6);
    for (int x = 10; x < 270; x += 8) {
      assertThat(look(0, 1, 6, x)).as("at %d", x).isFalse();
    }
    gate.watch(new Areas(List.of(), List.of(new Zone("door", box(0.5, 0.3, 1, 0.8)))));
    settle(6);
    assertThat(look(0, 1, 6, 40)).as("left of the zone").isFalse();
    assertThat(look(0, 1, 6, 220)).as("in the zone").isTrue();
  }

  @Test
  void aZoneAlongTheEdgeOfThePictureIsNotDeaf() {
    gate.watch(new Areas(List.of(), List.of(new Zone("edge", box(0, 0.3, 0.02, 0.8)))));
    settle(6);
    assertThat(look(0, 1, 6, 0)).isTrue();
  }

  @Test
  void areasThatChangeAreNoMovementAndBlindNobody() {
    settle(6);
    gate.watch(new Areas(List.of(box(0, 0, 0.5, 1)), List.of()));
    assertThat(gate.look(hidden(picture(0, 1, 6, -1)), W, H)).isFalse();
    for (int i = 0; i < 20; i++) {
      assertThat(gate.look(hidden(picture(0, 1, 6, -1)), W, H)).as("picture %d", i).isFalse();
    }
    assertThat(gate.look(hidden(picture(0, 1, 6, 220)), W, H)).isTrue();
    gate.watch(Areas.NONE);
    assertThat(look(0, 1, 6, -1)).as("the mask goes").isFalse();
    assertThat(look(0, 1, 6, 220)).isTrue();
  }

  @Test
  void lightThatChangesBesideALargeMaskIsNoMovement() {
    Outline most = box(0, 0, 0.7, 1);
    gate.watch(new Areas(List.of(most), List.of()));
    for (int i = 0; i < 40; i++) {
      gate.look(hidden(picture(0, 1, 6, -1), most), W, H);
    }
    for (int i = 0; i < 30; i++) {
      byte[] lit = hidden(picture(25, 1.3, 6, -1), most);
      assertThat(gate.look(lit, W, H)).as("picture %d", i).isFalse();
    }
  }

  private static byte[] hidden(byte[] luma) {
    return hidden(luma, box(0, 0, 0.5, 1));
  }

  private static byte[] hidden(byte[] luma, Outline mask) {
    byte[] picture = Arrays.copyOf(luma, W * H * 3 / 2);
    BlackOut.of(List.of(mask), W, H).i420(picture);
    return picture;
  }

  private static Outline box(double left, double top, double right, double bottom) {
    return new Outline(
        List.of(
            new Corner(left, top),
            new Corner(right, top),
            new Corner(right, bottom),
            new Corner(left, bottom)));
  }

  private void settle(int noise) {
    for (int i = 0; i < 60; i++) {
      look(0, 1, noise, -1);
    }
  }

  private boolean look(double light, double gain, int noise, int boxX) {
    return gate.look(picture(light, gain, noise, boxX), W, H);
  }

  /** A slope with stripes, a box of 24 by 70 pixels before it, and noise. */
  private byte[] picture(double light, double gain, int noise, int boxX) {
    byte[] luma = new byte[W * H];
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        double level = 50 + x / 5.0 + (y / 20 % 2) * 20;
        if (boxX >= 0 && x >= boxX && x < boxX + 24 && y >= 60 && y < 130) {
          level = 170;
        }
        level = level * gain + light + random.nextGaussian() * noise;
        luma[y * W + x] = (byte) Math.max(0, Math.min(255, Math.round(level)));
      }
    }
    return luma;
  }

  private byte[] flutter(byte[] luma) {
    int level = 60 + random.nextInt(100);
    for (int y = 20; y < 60; y++) {
      for (int x = 20; x < 60; x++) {
        luma[y * W + x] = (byte) level;
      }
    }
    return luma;
  }
}
