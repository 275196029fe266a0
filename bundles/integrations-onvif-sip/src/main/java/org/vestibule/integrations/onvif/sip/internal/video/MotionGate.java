// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Arrays;
import java.util.List;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Zone;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.Raster;

/**
 * Tells whether something moves in a row of pictures of one camera: differences of {@value #ACROSS}
 * by {@value #DOWN} averages to a background that follows slowly. Each cell learns how noisy it is,
 * a change of light everywhere is none, and a single cell is none. What is masked is not looked at;
 * where there are zones, only what moves in one counts. Allocates nothing for a picture. Not
 * thread-safe.
 */
final class MotionGate {
  static final int ACROSS = 64;
  static final int DOWN = 36;

  private static final int CELLS = ACROSS * DOWN;

  /** Averages are counted in sixteenths of a level. */
  private static final int UNIT = 16;

  private static final int LEAST_STEP = 5 * UNIT;
  private static final int TIMES_NOISE = 5;
  private static final int FIRST_NOISE = UNIT;
  private static final int LEAST_CELLS = 4;
  private static final double LIGHT_SHARE = 0.5;

  /** How fast the background follows: a still cell, and one with something before it. */
  private static final int FOLLOW_STILL = 16;

  private static final int FOLLOW_MOVING = 64;

  /** So many pictures only teach it how the place looks and how noisy the camera is. */
  private static final int LESSONS = 12;

  private static final int FOLLOW_LESSON = 4;

  private final int[] now = new int[CELLS];
  private final int[] background = new int[CELLS];
  private final int[] noise = new int[CELLS];
  private final int[] sorted = new int[CELLS];
  private final boolean[] changed = new boolean[CELLS];

  /** The cells that are not masked. */
  private final boolean[] open = new boolean[CELLS];

  /** Those of them in which movement counts. */
  private final boolean[] counts = new boolean[CELLS];

  private int opened;
  private int pictures;
  private boolean anew;

  MotionGate() {
    watch(Areas.NONE);
  }

  /** Takes areas; what changes with the next picture only because of them is no movement. */
  void watch(Areas areas) {
    boolean[] masked = Raster.touched(areas.masks(), ACROSS, DOWN);
    List<Outline> outlines = areas.zones().stream().map(Zone::outline).toList();
    boolean[] zoned = Raster.touched(outlines, ACROSS, DOWN);
    opened = 0;
    for (int i = 0; i < CELLS; i++) {
      open[i] = !masked[i];
      counts[i] = open[i] && (outlines.isEmpty() || zoned[i]);
      opened += open[i] ? 1 : 0;
    }
    anew = true;
  }

  /**
   * Takes the next picture.
   *
   * @param luma a byte for each pixel, rows without gaps, from its beginning
   * @return whether something moves in it; never in the first few
   */
  boolean look(byte[] luma, int width, int height) {
    averages(luma, width, height);
    if (pictures == 0) {
      Arrays.fill(noise, FIRST_NOISE);
    }
    if (anew) {
      anew = false;
      System.arraycopy(now, 0, background, 0, CELLS);
    }
    if (pictures < LESSONS) {
      pictures++;
      follow(shift(), FOLLOW_LESSON, FOLLOW_LESSON);
      return false;
    }
    int shift = shift();
    if (compare(shift) > LIGHT_SHARE * opened) {
      // Nothing that stands before a door fills the picture at once; the light does.
      follow(shift, FOLLOW_STILL, FOLLOW_MOVING);
      System.arraycopy(now, 0, background, 0, CELLS);
      return false;
    }
    boolean moving = together() >= LEAST_CELLS;
    follow(shift, FOLLOW_STILL, FOLLOW_MOVING);
    return moving;
  }

  private void averages(byte[] luma, int width, int height) {
    for (int row = 0; row < DOWN; row++) {
      int top = row * height / DOWN;
      int bottom = Math.max(top + 1, (row + 1) * height / DOWN);
      for (int column = 0; column < ACROSS; column++) {
        int left = column * width / ACROSS;
        int right = Math.max(left + 1, (column + 1) * width / ACROSS);
        int sum = 0;
        int pixels = 0;
        for (int y = top; y < bottom; y += 2) {
          for (int x = left; x < right; x += 2) {
            sum += luma[y * width + x] & 0xff;
            pixels++;
          }
        }
        now[row * ACROSS + column] = sum * UNIT / pixels;
      }
    }
  }

  /** Returns by how much most of the picture became brighter: the median of all differences. */
  private int shift() {
    int count = 0;
    for (int i = 0; i < CELLS; i++) {
      if (open[i]) {
        sorted[count++] = now[i] - background[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    return count == 0 ? 0 : sorted[count / 2];
  }

  private int compare(int shift) {
    int count = 0;
    for (int i = 0; i < CELLS; i++) {
      // Light multiplies: where all became brighter, bright cells did more so.
      int most = Math.max(LEAST_STEP, TIMES_NOISE * noise[i]) + Math.abs(shift);
      changed[i] = open[i] && Math.abs(now[i] - background[i] - shift) > most;
      count += changed[i] ? 1 : 0;
    }
    return count;
  }

  /** Returns how many changed cells that count have at least two others beside them. */
  private int together() {
    int count = 0;
    for (int row = 0; row < DOWN; row++) {
      for (int column = 0; column < ACROSS; column++) {
        if (moved(row * ACROSS + column) && beside(row, column) >= 2) {
          count++;
        }
      }
    }
    return count;
  }

  private int beside(int row, int column) {
    int count = 0;
    for (int y = Math.max(0, row - 1); y <= Math.min(DOWN - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(ACROSS - 1, column + 1); x++) {
        count += moved(y * ACROSS + x) ? 1 : 0;
      }
    }
    return count - 1;
  }

  private boolean moved(int at) {
    return changed[at] && counts[at];
  }

  private void follow(int shift, int still, int moving) {
    for (int i = 0; i < CELLS; i++) {
      int difference = now[i] - background[i];
      int slowness = changed[i] ? moving : still;
      background[i] += step(difference, slowness);
      // Leaves and rain become noise after a while, too.
      noise[i] += step(Math.abs(difference - shift) - noise[i], slowness);
    }
  }

  /** Rounds away from nothing, so that the last sixteenths are followed as well. */
  private static int step(int difference, int slowness) {
    return difference / slowness + Integer.signum(difference % slowness);
  }
}
