// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import java.util.Arrays;
import java.util.List;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;

/**
 * Finds the cells of a grid that outlines touch, however little of a cell it is: nothing of what is
 * hidden shows at an edge.
 */
public final class Raster {
  /** An edge that runs along a cell's border does not touch it. */
  private static final double BORDER = 1e-9;

  private Raster() {}

  /**
   * Returns the cells, row by row.
   *
   * @param across cells of a row
   * @param down rows
   */
  public static boolean[] touched(List<Outline> outlines, int across, int down) {
    boolean[] cells = new boolean[across * down];
    for (Outline outline : outlines) {
      for (int row = 0; row < down; row++) {
        edges(outline.corners(), across, down, row, cells);
        inside(outline.corners(), across, down, row, cells);
      }
    }
    return cells;
  }

  /** Marks the cells of a row that edges run through. */
  private static void edges(List<Corner> corners, int across, int down, int row, boolean[] cells) {
    double top = row + BORDER;
    double bottom = row + 1 - BORDER;
    for (int i = 0; i < corners.size(); i++) {
      Corner one = corners.get(i);
      Corner other = corners.get((i + 1) % corners.size());
      double fromY = one.y() * down;
      double toY = other.y() * down;
      if (Math.max(fromY, toY) < top || Math.min(fromY, toY) > bottom) {
        continue;
      }
      double fromX = one.x() * across;
      double toX = other.x() * across;
      double first = at(fromX, fromY, toX, toY, fromY < toY ? top : bottom);
      double last = at(fromX, fromY, toX, toY, fromY < toY ? bottom : top);
      mark(cells, row * across, across, Math.min(first, last), Math.max(first, last));
    }
  }

  /** Returns where an edge is at a height, or its end that is nearest to it. */
  private static double at(double fromX, double fromY, double toX, double toY, double y) {
    if (fromY == toY) {
      return y < fromY ? fromX : toX;
    }
    double along = Math.max(0, Math.min(1, (y - fromY) / (toY - fromY)));
    return fromX + along * (toX - fromX);
  }

  /** Marks the cells of a row between the edges. */
  private static void inside(List<Corner> corners, int across, int down, int row, boolean[] cells) {
    double y = row + 0.5;
    double[] crossings = new double[corners.size()];
    int count = 0;
    for (int i = 0; i < corners.size(); i++) {
      Corner one = corners.get(i);
      Corner other = corners.get((i + 1) % corners.size());
      double fromY = one.y() * down;
      double toY = other.y() * down;
      if (fromY > y != toY > y) {
        crossings[count++] = at(one.x() * across, fromY, other.x() * across, toY, y);
      }
    }
    Arrays.sort(crossings, 0, count);
    for (int i = 0; i + 1 < count; i += 2) {
      mark(cells, row * across, across, crossings[i], crossings[i + 1]);
    }
  }

  private static void mark(boolean[] cells, int begin, int across, double left, double right) {
    int from = Math.max(0, (int) Math.floor(left + BORDER));
    int to = Math.min(across, (int) Math.ceil(right - BORDER));
    if (from < to) {
      Arrays.fill(cells, begin + from, begin + to, true);
    }
  }
}
