// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.Arrays;
import java.util.Random;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * A small room with a speaker and a microphone: the sound and its reflections by the image method
 * (Allen and Berkley 1979, "Image method for efficiently simulating small-room acoustics"), up to
 * three walls deep, without the directions of either. Each reflection is one delayed sample, so a
 * room costs little. Immutable.
 */
final class Room {
  private static final double SOUND = 343;
  private static final int ORDER = 3;

  private final int[] delays;
  private final float[] gains;

  /** A room of 1.5 to 6 m with walls that give back 0.3 to 0.85 of the pressure. */
  Room(Random random) {
    double[] size = new double[3];
    double[] speaker = new double[3];
    double[] microphone = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      size[axis] = 1.5 + (axis == 2 ? 1.5 : 4.5) * random.nextDouble();
      speaker[axis] = size[axis] * (0.1 + 0.8 * random.nextDouble());
      microphone[axis] = size[axis] * (0.1 + 0.8 * random.nextDouble());
    }
    double reflection = 0.3 + 0.55 * random.nextDouble();
    int side = 2 * ORDER + 1;
    int[] found = new int[side * side * side];
    float[] strength = new float[found.length];
    int count = 0;
    double direct = distance(size, speaker, microphone, 0, 0, 0);
    for (int x = -ORDER; x <= ORDER; x++) {
      for (int y = -ORDER; y <= ORDER; y++) {
        for (int z = -ORDER; z <= ORDER; z++) {
          int walls = Math.abs(x) + Math.abs(y) + Math.abs(z);
          if (walls <= ORDER) {
            double way = distance(size, speaker, microphone, x, y, z);
            found[count] = (int) Math.round(Math.max(0, way - direct) / SOUND * Resampler.RATE);
            strength[count] = (float) (Math.pow(reflection, walls) * direct / way);
            count++;
          }
        }
      }
    }
    delays = Arrays.copyOf(found, count);
    gains = Arrays.copyOf(strength, count);
  }

  /** The image behind n walls along an axis lies at n * size + speaker, mirrored for odd n. */
  private static double distance(double[] size, double[] from, double[] to, int... walls) {
    double sum = 1e-4;
    for (int axis = 0; axis < 3; axis++) {
      int n = walls[axis];
      double image = n * size[axis] + (n % 2 == 0 ? from[axis] : size[axis] - from[axis]);
      sum += (image - to[axis]) * (image - to[axis]);
    }
    return Math.sqrt(sum);
  }

  /** Returns what the microphone hears, as long as the sound. */
  float[] heard(float[] sound) {
    float[] heard = new float[sound.length];
    for (int i = 0; i < delays.length; i++) {
      for (int n = delays[i]; n < sound.length; n++) {
        heard[n] += gains[i] * sound[n - delays[i]];
      }
    }
    return heard;
  }
}
