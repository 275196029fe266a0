// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import java.util.Arrays;
import java.util.List;
import org.vestibule.api.station.Outline;

/**
 * Masks at one size of picture, worked out once: runs of pixels that are painted black in every
 * picture. Allocates nothing for a picture. Immutable; thread-safe.
 */
public final class BlackOut {
  private static final byte BLACK = 0;
  private static final byte GREY = (byte) 128;

  private final int pixels;
  private final int colours;

  /** Each run as its first pixel and the one after its last. */
  private final int[] luma;

  private final int[] colour;
  private final int hidden;

  private BlackOut(int pixels, int colours, int[] luma, int[] colour) {
    this.pixels = pixels;
    this.colours = colours;
    this.luma = luma;
    this.colour = colour;
    int count = 0;
    for (int i = 0; i < luma.length; i += 2) {
      count += luma[i + 1] - luma[i];
    }
    hidden = count;
  }

  /** Works out masks for pictures of a size, which may be odd. */
  public static BlackOut of(List<Outline> masks, int width, int height) {
    boolean[] hidden = Raster.touched(masks, width, height);
    int across = (width + 1) / 2;
    int down = (height + 1) / 2;
    boolean[] coarse = new boolean[across * down];
    for (int i = 0; i < hidden.length; i++) {
      // A colour that stands for a hidden pixel, too, would tell of it.
      coarse[i / width / 2 * across + i % width / 2] |= hidden[i];
    }
    return new BlackOut(hidden.length, coarse.length, runs(hidden), runs(coarse));
  }

  private static int[] runs(boolean[] cells) {
    int[] runs = new int[16];
    int count = 0;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != (i > 0 && cells[i - 1])) {
        runs = count == runs.length ? Arrays.copyOf(runs, 2 * count) : runs;
        runs[count++] = i;
      }
    }
    if (count % 2 != 0) {
      runs = count == runs.length ? Arrays.copyOf(runs, count + 1) : runs;
      runs[count++] = cells.length;
    }
    return Arrays.copyOf(runs, count);
  }

  /** Returns how many pixels are hidden. */
  public int hidden() {
    return hidden;
  }

  /** Paints a picture in I420. */
  public void i420(byte[] picture) {
    fill(picture, 0, luma, BLACK);
    fill(picture, pixels, colour, GREY);
    fill(picture, pixels + colours, colour, GREY);
  }

  private static void fill(byte[] plane, int at, int[] runs, byte level) {
    for (int i = 0; i < runs.length; i += 2) {
      Arrays.fill(plane, at + runs[i], at + runs[i + 1], level);
    }
  }

  /** Paints a picture of one number for each pixel. */
  public void rgb(int[] picture) {
    for (int i = 0; i < luma.length; i += 2) {
      Arrays.fill(picture, luma[i], luma[i + 1], 0);
    }
  }
}
