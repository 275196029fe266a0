// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Arrays;

/**
 * Renders a {@link FisheyeView} by tables that are made once. Allocates nothing for a picture.
 * Immutable; thread-safe.
 */
final class Dewarp {
  private static final byte BLACK = 0;
  private static final byte GREY = (byte) 128;
  private static final int OUTSIDE = -1;

  private final int width;
  private final int height;
  private final int sourceWidth;
  private final int sourceHeight;
  private final Table luma;
  private final Table colour;

  /** For each pixel the place of its upper left source pixel, and its weights in 1/256. */
  private record Table(int[] places, int[] weights) {}

  /**
   * Makes the tables.
   *
   * @param width of the view, even
   * @param height of the view, even
   */
  Dewarp(FisheyeView view, int width, int height) {
    this.width = width;
    this.height = height;
    sourceWidth = view.width();
    sourceHeight = view.height();
    luma = table(view, 1);
    colour = table(view, 2);
  }

  /** Returns the bytes of a view (I420). */
  int bytes() {
    return width * height * 3 / 2;
  }

  /**
   * Renders.
   *
   * @param fisheye I420 of the size that the view names
   * @param out I420 of the view; outside the lens it is black
   */
  void render(byte[] fisheye, byte[] out) {
    int pixels = width * height;
    int source = sourceWidth * sourceHeight;
    plane(luma, fisheye, 0, sourceWidth, out, 0, BLACK);
    plane(colour, fisheye, source, sourceWidth / 2, out, pixels, GREY);
    plane(colour, fisheye, source * 5 / 4, sourceWidth / 2, out, pixels * 5 / 4, GREY);
  }

  private static void plane(
      Table table, byte[] in, int from, int stride, byte[] out, int to, byte outside) {
    int[] places = table.places();
    int[] weights = table.weights();
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place == OUTSIDE) {
        out[to + i] = outside;
        continue;
      }
      int at = from + place;
      int right = weights[i] >> 16;
      int below = weights[i] & 0xffff;
      int top = (in[at] & 0xff) * (256 - right) + (in[at + 1] & 0xff) * right;
      int bottom = (in[at + stride] & 0xff) * (256 - right) + (in[at + stride + 1] & 0xff) * right;
      out[to + i] = (byte) (top * (256 - below) + bottom * below + (1 << 15) >> 16);
    }
  }

  /**
   * @param coarse 1 for the luma, 2 for a colour plane, of which each pixel stands for two by two
   */
  private Table table(FisheyeView view, int coarse) {
    int across = width / coarse;
    int down = height / coarse;
    int[] places = new int[across * down];
    int[] weights = new int[across * down];
    Arrays.fill(places, OUTSIDE);
    double[] from = new double[2];
    double half = (coarse - 1) / 2.0;
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        if (source(view, x * coarse + half, y * coarse + half, from)) {
          place(
              places,
              weights,
              y * across + x,
              (from[0] - half) / coarse,
              (from[1] - half) / coarse,
              sourceWidth / coarse,
              sourceHeight / coarse);
        }
      }
    }
    return new Table(places, weights);
  }

  private static void place(
      int[] places, int[] weights, int at, double x, double y, int across, int down) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    if (left < 0 || top < 0 || left > across - 2 || top > down - 2) {
      return;
    }
    places[at] = top * across + left;
    weights[at] = (int) Math.round((x - left) * 256) << 16 | (int) Math.round((y - top) * 256);
  }

  /** Finds where a ray of the view goes through the lens: radius = focal length times angle. */
  private boolean source(FisheyeView view, double u, double v, double[] out) {
    double focal = width / 2.0 / Math.tan(Math.toRadians(view.viewDegrees() / 2));
    double x = (u - (width - 1) / 2.0) / focal;
    double y = (v - (height - 1) / 2.0) / focal;
    double pitch = Math.toRadians(view.pitch());
    double yaw = Math.toRadians(view.yaw());
    double raised = y * Math.cos(pitch) - Math.sin(pitch);
    double deep = y * Math.sin(pitch) + Math.cos(pitch);
    double aside = x * Math.cos(yaw) + deep * Math.sin(yaw);
    double ahead = deep * Math.cos(yaw) - x * Math.sin(yaw);
    double across = Math.hypot(aside, raised);
    double angle = Math.atan2(across, ahead);
    double half = Math.toRadians(view.lensDegrees() / 2);
    if (angle > half) {
      return false;
    }
    double radius = view.radius() * angle / half;
    out[0] = view.centreX() + (across == 0 ? 0 : radius * aside / across);
    out[1] = view.centreY() + (across == 0 ? 0 : radius * raised / across);
    return true;
  }
}
