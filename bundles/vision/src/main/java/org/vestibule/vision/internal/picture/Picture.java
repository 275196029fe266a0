// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.vestibule.api.VestibuleException;

/**
 * A decoded picture, upright and undistorted, in its camera's own pixels. It lives in its reader's
 * buffers: valid until the reader reads the next one. Coordinates are pixel centres of the upright,
 * undistorted picture; the stored one is sampled through them.
 */
public final class Picture {
  /**
   * Makes something of brightness alone.
   *
   * @param <T> of what
   */
  @FunctionalInterface
  public interface Brightness<T> {
    /**
     * Reads it.
     *
     * @param luma 0 to 255 for each pixel, row by row; valid during this call
     * @param stride from one row to the next
     */
    T of(byte[] luma, int stride, int width, int height);
  }

  /** Decodes a window of the stored picture, at full size or a fraction of it. */
  interface Windows {
    Planes window(int x0, int y0, int x1, int y1, int denominator) throws VestibuleException;
  }

  /**
   * Up to this spread of Cb and Cr, of 255, a picture tells nothing by its colours. Of the 220
   * colour pictures that the tests have, the palest has 7.8.
   */
  private static final double COLOURFUL = 3;

  /** Points along each edge of a window that is looked for through a lens. */
  private static final int EDGE_POINTS = 32;

  private final int width;
  private final int height;
  private final int storedWidth;
  private final int storedHeight;
  private final Affine toStored;
  private final Lens lens;
  private final boolean asStored;
  private final Planes overview;
  private final Windows windows;
  private Planes region;

  /**
   * A picture of which the overview is there already.
   *
   * @param orientation how the camera was held, 1 to 8; see {@link Exif}
   * @param lens of the camera, in the stored picture
   */
  Picture(
      int storedWidth,
      int storedHeight,
      int orientation,
      Lens lens,
      Planes overview,
      Windows windows) {
    boolean turned = orientation >= 5;
    width = turned ? storedHeight : storedWidth;
    height = turned ? storedWidth : storedHeight;
    this.storedWidth = storedWidth;
    this.storedHeight = storedHeight;
    this.lens = lens;
    asStored = orientation == Exif.UPRIGHT && lens.straight();
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
    return new Picture(
        width, height, Exif.UPRIGHT, Lens.NONE, planes, (x0, y0, x1, y1, d) -> planes);
  }

  /** Returns whether each point of it is at the same place of the picture as it came. */
  public boolean asStored() {
    return asStored;
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
   * Returns whether colours differ within the picture. An infrared camera's do not, whether its
   * file is grey, or has colour planes that are empty or tinted all over.
   */
  public boolean colourful() {
    return overview.colourSpread() > COLOURFUL;
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
      region = overview;
      return;
    }
    double ax = clip(x0, width);
    double ay = clip(y0, height);
    double bx = clip(x1, width);
    double by = clip(y1, height);
    double[] x = {ax, bx};
    double[] y = {ay, by};
    if (!lens.straight()) {
      x = new double[4 * EDGE_POINTS];
      y = new double[4 * EDGE_POINTS];
      outline(ax, ay, bx, by, x, y);
    }
    for (int i = 0; i < x.length; i++) {
      double upright = x[i];
      x[i] = toStored.x(upright, y[i]);
      y[i] = toStored.y(upright, y[i]);
    }
    lens.distort(x, y, storedWidth, storedHeight);
    // Between two points of an outline a bent edge may reach out a little further.
    int slack = lens.straight() ? 0 : 2 + (int) ((bx - ax + by - ay) / EDGE_POINTS);
    region = window(x, y, slack, denominator);
  }

  private static void outline(double ax, double ay, double bx, double by, double[] x, double[] y) {
    for (int i = 0; i < EDGE_POINTS; i++) {
      double along = (double) i / EDGE_POINTS;
      double across = ax + along * (bx - ax);
      double down = ay + along * (by - ay);
      double back = bx - along * (bx - ax);
      double up = by - along * (by - ay);
      int at = 4 * i;
      x[at] = across;
      y[at] = ay;
      x[at + 1] = bx;
      y[at + 1] = down;
      x[at + 2] = back;
      y[at + 2] = by;
      x[at + 3] = ax;
      y[at + 3] = up;
    }
  }

  private Planes window(double[] x, double[] y, int slack, int denominator)
      throws VestibuleException {
    DoubleSummaryStatistics across = Arrays.stream(x).summaryStatistics();
    DoubleSummaryStatistics down = Arrays.stream(y).summaryStatistics();
    return windows.window(
        (int) Math.floor(clip(across.getMin() - slack, storedWidth)),
        (int) Math.floor(clip(down.getMin() - slack, storedHeight)),
        (int) Math.ceil(clip(across.getMax() + slack, storedWidth)) + 1,
        (int) Math.ceil(clip(down.getMax() + slack, storedHeight)) + 1,
        denominator);
  }

  /**
   * Returns what somebody makes of the overview's brightness, as the camera stored it: neither
   * upright nor undistorted.
   */
  public <T> T brightness(Brightness<T> use) {
    return use.of(overview.luma, overview.stride, overview.width, overview.height);
  }

  /** Samples the overview in colour; see {@link Sampler#colour}. */
  public void overview(
      Affine map, int width, int height, FloatBuffer out, float mean, float scale, boolean bgr) {
    Sampler.colour(overview, route(map), width, height, out, mean, scale, bgr);
  }

  /** Samples the window in colour; see {@link Sampler#colour}. */
  public void colour(
      Affine map, int width, int height, FloatBuffer out, float mean, float scale, boolean bgr) {
    Sampler.colour(region, route(map), width, height, out, mean, scale, bgr);
  }

  /** Samples the window's brightness; see {@link Sampler#grey}. */
  public void grey(Affine map, int width, int height, FloatBuffer out, float mean, float scale) {
    Sampler.grey(region, route(map), width, height, out, mean, scale);
  }

  private Route route(Affine map) {
    return new Route(map.then(toStored), lens, storedWidth, storedHeight);
  }

  private static double clip(double value, int size) {
    return Math.min(Math.max(value, 0), size - 1);
  }
}
