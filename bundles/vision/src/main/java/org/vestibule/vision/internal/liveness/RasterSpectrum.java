// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.nio.FloatBuffer;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether the spectrum of a face has narrow peaks, as moire of a screen's pixels and the raster of
 * a print leave them and skin does not (K. Patel, H. Han, A. K. Jain, "Secure Face Unlock: Spoof
 * Detection on Smartphones", IEEE TIFS 11(10), 2016; D. C. Garcia, R. L. de Queiroz, "Face-Spoofing
 * 2D-Detection Based on Moire-Pattern Analysis", IEEE TIFS 10(4), 2015). A peak is the power of 3 x
 * 3 bins over the mean of those around it. Abstains below {@value #SMALL} pixels. Stateless.
 */
final class RasterSpectrum {
  static final String CUE = "raster";
  private static final int SMALL = 64;
  private static final int LARGE = 128;

  /** Fewest cycles per picture element: below it a face has structure of its own. */
  private static final double LOWEST = 0.12;

  private static final double BOUND = 15;
  private static final double SURE = 25;

  /** The window of a large face is decoded at a fraction of its size; see FaceLook. */
  private static final int FULL_DETAIL = 160;

  private RasterSpectrum() {}

  static Clue look(Face face, Picture picture, Scratch scratch) {
    int step = Integer.highestOneBit(Math.max(1, (int) (face.height() / FULL_DETAIL)));
    double pixels = Math.min(face.width(), face.height()) / step;
    if (pixels < SMALL) {
      return Clue.abstains(CUE, "the face is too small to see a raster");
    }
    double peak = peak(face, picture, scratch, step, pixels < LARGE ? SMALL : LARGE);
    if (peak < BOUND) {
      return Clue.says(CUE, 0.6, 0.2, "no raster: peak %.1f, bound %.0f", peak, BOUND);
    }
    return Clue.says(
        CUE,
        0,
        peak < SURE ? 0.6 : 0.85,
        "a raster or moire: a peak of the spectrum %.1f times its surroundings, bound %.0f",
        peak,
        BOUND);
  }

  /** Returns the highest narrow peak. */
  static double peak(Face face, Picture picture, Scratch scratch, int step, int side) {
    FloatBuffer grey = scratch.tensor(side * side);
    double half = side * step / 2.0;
    Affine map =
        Affine.onto(
            Math.rint(face.centreX() - half) - 0.5,
            Math.rint(face.centreY() - half) - 0.5,
            side * step,
            side * step,
            side,
            side);
    picture.grey(map, side, side, grey, 0, 1);
    float[] work = scratch.work(3 * side * side);
    float mean = 0;
    for (int i = 0; i < side * side; i++) {
      mean += grey.get(i) / (side * side);
    }
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        work[2 * (y * side + x)] = (grey.get(y * side + x) - mean) * hann(x, side) * hann(y, side);
        work[2 * (y * side + x) + 1] = 0;
      }
    }
    Fourier.transform(work, side);
    return highest(work, side);
  }

  private static float hann(int at, int side) {
    return (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (at + 0.5) / side));
  }

  /** Writes the power behind the transform, and looks for the narrowest hill in one half of it. */
  private static double highest(float[] work, int side) {
    int power = 2 * side * side;
    for (int i = 0; i < side * side; i++) {
      work[power + i] = work[2 * i] * work[2 * i] + work[2 * i + 1] * work[2 * i + 1];
    }
    double highest = 0;
    int limit = side / 2 - 1;
    for (int v = 0; v <= limit; v++) {
      for (int u = -limit; u <= limit; u++) {
        double frequency = Math.hypot(u, v) / side;
        if (frequency >= LOWEST && frequency < 0.5 && !blocks(u, v, side)) {
          double around = mean(work, power, side, u, v, 5, 3);
          // Absolute noise of an eight-bit picture, so that a dark smooth face has no peaks.
          double floor = side * side * 0.02;
          highest = Math.max(highest, mean(work, power, side, u, v, 1, 0) / (around + floor));
        }
      }
    }
    return highest;
  }

  /** Mean power of the square of that radius around a bin, without a smaller square in it. */
  private static double mean(
      float[] work, int power, int side, int u, int v, int radius, int without) {
    double sum = 0;
    int count = 0;
    for (int y = v - radius; y <= v + radius; y++) {
      for (int x = u - radius; x <= u + radius; x++) {
        if (without == 0 || Math.max(Math.abs(x - u), Math.abs(y - v)) >= without) {
          sum += work[power + (y & side - 1) * side + (x & side - 1)];
          count++;
        }
      }
    }
    return sum / count;
  }

  /** JPEG codes blocks of eight: their borders leave peaks on the axes. */
  private static boolean blocks(int u, int v, int side) {
    return (Math.abs(v) <= 1 && nearBlock(u, side)) || (Math.abs(u) <= 1 && nearBlock(v, side));
  }

  private static boolean nearBlock(int bin, int side) {
    int period = side / 8;
    int rest = Math.floorMod(bin, period);
    return rest <= 1 || rest >= period - 1;
  }
}
