// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.io.IOException;
import java.util.Random;

/**
 * A printed mask on a moving head: the printed face of one person, put over that of another in each
 * picture of a video by the similarity between their five points, within an ellipse. Background and
 * motion are those of a living head; the features are rigid.
 */
public final class Mask {
  /** Word for it in a report. */
  public static final String WORD = "generated-mask";

  private final Photo photo;
  private final Print print;
  private final double[] worn;

  /**
   * @param photo whose face is printed
   * @param worn the five points of its face, x and y in turn
   */
  public Mask(Photo photo, double[] worn, long seed) {
    this.photo = photo;
    this.worn = worn.clone();
    print = new Print(photo, new Random(seed));
  }

  /**
   * Puts it on.
   *
   * @param picture of the video
   * @param points of the face in it
   * @return a JPEG file
   */
  public byte[] on(Photo picture, double[] points, long seed) throws IOException {
    int w = picture.width();
    int h = picture.height();
    double[][] planes = new double[3][w * h];
    double[] map = similarity(points, worn);
    double eyes = Math.hypot(worn[2] - worn[0], worn[3] - worn[1]);
    double[] colour = new double[3];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int sub = 0; sub < 4; sub++) {
          double px = x - 0.25 + sub % 2 * 0.5;
          double py = y - 0.25 + sub / 2 * 0.5;
          double u = map[0] * px - map[1] * py + map[2];
          double v = map[1] * px + map[0] * py + map[3];
          double across = (u - worn[4]) / (1.15 * eyes);
          double down = (v - worn[5] + 0.1 * eyes) / (1.5 * eyes);
          boolean covered = across * across + down * down < 1;
          if (!covered || !print.colour(u / photo.width(), v / photo.height(), colour)) {
            picture.at(px, py, colour);
          }
          for (int channel = 0; channel < 3; channel++) {
            planes[channel][y * w + x] += colour[channel] / 4;
          }
        }
      }
    }
    return SecondCamera.develop(planes, w, h, 0.4, new Random(seed));
  }

  /** The similarity that takes five points to five others in the least-squares sense. */
  private static double[] similarity(double[] from, double[] to) {
    double[] mean = new double[4];
    for (int i = 0; i < 10; i += 2) {
      mean[0] += from[i] / 5;
      mean[1] += from[i + 1] / 5;
      mean[2] += to[i] / 5;
      mean[3] += to[i + 1] / 5;
    }
    double spread = 0;
    double along = 0;
    double across = 0;
    for (int i = 0; i < 10; i += 2) {
      double x = from[i] - mean[0];
      double y = from[i + 1] - mean[1];
      spread += x * x + y * y;
      along += x * (to[i] - mean[2]) + y * (to[i + 1] - mean[3]);
      across += x * (to[i + 1] - mean[3]) - y * (to[i] - mean[2]);
    }
    double a = along / spread;
    double b = across / spread;
    return new double[] {
      a, b, mean[2] - a * mean[0] + b * mean[1], mean[3] - b * mean[0] - a * mean[1]
    };
  }
}
