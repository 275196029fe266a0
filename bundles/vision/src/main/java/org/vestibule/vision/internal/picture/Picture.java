// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.FloatBuffer;
import org.vestibule.api.VestibuleException;

/**
 * A decoded picture, upright, in its camera's own pixels. It lives in its reader's buffers: valid
 * until the reader reads the next one. Coordinates are pixel centres of the upright picture.
 */
public final class Picture {
  /** Decodes a window of the stored picture, at full size or a fraction of it. */
  interface Windows {
    Planes window(int x0, int y0, int x1, int y1, int denominator) throws VestibuleException;
  }

  private final int width;
  private final int height;
  private final Affine toStored;
  private final Planes overview;
  private final Windows windows;
  private Planes region;

  Picture(int storedWidth, int storedHeight, int orientation, Planes overview, Windows windows) {
    boolean turned = orientation >= 5;
    width = turned ? storedHeight : storedWidth;
    height = turned ? storedWidth : storedHeight;
    toStored = Exif.toStored(orientation, storedWidth, storedHeight);
    this.overview = overview;
    this.windows = windows;
    region = overview;
  }

  /** Returns a grey picture with soft stripes, to try networks on. */
  public static Picture generated(int width, int height) {
    Planes planes = new Planes();
    planes.shape(width, height, width, height);
    for (int i = 0; i < width * height; i++) {
      planes.luma[i] = (byte) (128 + 60 * Math.sin(i % width * 0.1 + i / width * 0.07));
    }
    planes.grey = true;
    planes.place(0, 0, 1);
    return new Picture(width, height, Exif.UPRIGHT, planes, (x0, y0, x1, y1, d) -> planes);
  }

  /** Returns the width of the upright picture. */
  public int width() {
    return width;
  }

  /** Returns the height of the upright picture. */
  public int height() {
    return height;
  }

  /** Returns how many times smaller the overview is that {@link #overview} samples. */
  public int denominator() {
    return overview.denominator();
  }

  /**
   * Makes the pixels of a window available; {@link #colour} and {@link #grey} read them from now
   * on.
   *
   * @param x0 left, clipped to the picture like the others
   * @param y0 top
   * @param x1 right
   * @param y1 bottom
   * @param reduction how many times smaller the window may be; the next smaller of 1, 2, 4, 8 is
   *     taken
   * @throws VestibuleException {@code image-damaged}
   */
  public void focus(double x0, double y0, double x1, double y1, int reduction)
      throws VestibuleException {
    int denominator = Math.min(8, Integer.highestOneBit(Math.max(1, reduction)));
    if (overview.denominator() <= denominator) {
      return;
    }
    double ax = clip(x0, width);
    double ay = clip(y0, height);
    double bx = clip(x1, width);
    double by = clip(y1, height);
    double sx0 = toStored.x(ax, ay);
    double sy0 = toStored.y(ax, ay);
    double sx1 = toStored.x(bx, by);
    double sy1 = toStored.y(bx, by);
    region =
        windows.window(
            (int) Math.floor(Math.min(sx0, sx1)),
            (int) Math.floor(Math.min(sy0, sy1)),
            (int) Math.ceil(Math.max(sx0, sx1)) + 1,
            (int) Math.ceil(Math.max(sy0, sy1)) + 1,
            denominator);
  }

  /** Samples the overview in colour; see {@link Sampler#colour}. */
  public void overview(
      Affine map, int width, int height, FloatBuffer out, float mean, float scale, boolean bgr) {
    Sampler.colour(overview, map.then(toStored), width, height, out, mean, scale, bgr);
  }

  /** Samples the window in colour; see {@link Sampler#colour}. */
  public void colour(
      Affine map, int width, int height, FloatBuffer out, float mean, float scale, boolean bgr) {
    Sampler.colour(region, map.then(toStored), width, height, out, mean, scale, bgr);
  }

  /** Samples the window's brightness; see {@link Sampler#grey}. */
  public void grey(Affine map, int width, int height, FloatBuffer out, float mean, float scale) {
    Sampler.grey(region, map.then(toStored), width, height, out, mean, scale);
  }

  private static double clip(double value, int size) {
    return Math.min(Math.max(value, 0), size - 1);
  }
}
