// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A picture in memory, 0 to 1 in each channel, read between its pixels. Immutable. */
public final class Photo {
  private final int width;
  private final int height;
  private final int[] rgb;

  private Photo(int width, int height, int[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /**
   * Decodes a JPEG or PNG.
   *
   * @throws IOException if it is none
   */
  public static Photo read(byte[] encoded) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
    if (image == null) {
      throw new IOException("neither JPEG nor PNG");
    }
    int w = image.getWidth();
    int h = image.getHeight();
    return new Photo(w, h, image.getRGB(0, 0, w, h, null, 0, w));
  }

  /** Returns pixels. */
  public int width() {
    return width;
  }

  /** Returns pixels. */
  public int height() {
    return height;
  }

  /** Writes red, green and blue at a place in pixels (bilinear; beyond the edge it repeats). */
  void at(double x, double y, double[] out) {
    double cx = Math.min(Math.max(x, 0), width - 1.001);
    double cy = Math.min(Math.max(y, 0), height - 1.001);
    int x0 = (int) cx;
    int y0 = (int) cy;
    double fx = cx - x0;
    double fy = cy - y0;
    int at = y0 * width + x0;
    for (int channel = 0; channel < 3; channel++) {
      int shift = 16 - 8 * channel;
      double above = (rgb[at] >> shift & 255) * (1 - fx) + (rgb[at + 1] >> shift & 255) * fx;
      double below =
          (rgb[at + width] >> shift & 255) * (1 - fx) + (rgb[at + width + 1] >> shift & 255) * fx;
      out[channel] = (above * (1 - fy) + below * fy) / 255;
    }
  }
}
