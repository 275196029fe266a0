// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.util.List;
import java.util.Locale;

/**
 * A part of a station's picture: a polygon whose edges do not cross. Immutable.
 *
 * @param corners in order, 3 to 20
 */
public record Outline(List<Corner> corners) {
  /** Fewer corners enclose nothing. */
  public static final int LEAST = 3;

  /** More corners than that nobody moves by hand. */
  public static final int MOST = 20;

  /** Enough for a window across the street. */
  public static final double LEAST_AREA = 0.0002;

  /**
   * A corner.
   *
   * @param x as a share of the picture's width, 0 at the left, 1 at the right
   * @param y as a share of the picture's height, 0 at the top, 1 at the bottom
   */
  public record Corner(double x, double y) {
    /**
     * Refuses a corner that is outside the picture.
     *
     * @throws IllegalArgumentException with what was found
     */
    public Corner {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException("a corner at " + x + "," + y);
      }
    }

    @Override
    public String toString() {
      return x + "," + y;
    }
  }

  /**
   * Refuses what encloses nothing or crosses itself.
   *
   * @throws IllegalArgumentException with what was found
   */
  public Outline {
    corners = List.copyOf(corners);
    int count = corners.size();
    if (count < LEAST || count > MOST) {
      throw new IllegalArgumentException(count + " corners");
    }
    for (int i = 0; i < count; i++) {
      if (corners.indexOf(corners.get(i)) < i) {
        throw new IllegalArgumentException("the corner " + corners.get(i) + " twice");
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        check(corners, i, j);
      }
    }
    double area = area(corners);
    if (area < LEAST_AREA) {
      String percent = String.format(Locale.ROOT, "%.3f", 100 * area);
      throw new IllegalArgumentException("an area of " + percent + " % of the picture");
    }
  }

  private static void check(List<Corner> corners, int i, int j) {
    Corner from = corners.get(i);
    Corner to = corners.get((i + 1) % corners.size());
    Corner otherFrom = corners.get(j);
    Corner otherTo = corners.get((j + 1) % corners.size());
    boolean wrong;
    if (j == i + 1) {
      wrong = turnsBack(from, to, otherTo);
    } else if ((j + 1) % corners.size() == i) {
      wrong = turnsBack(otherFrom, from, to);
    } else {
      wrong = meet(from, to, otherFrom, otherTo);
    }
    if (wrong) {
      throw new IllegalArgumentException(
          "an edge from %s to %s that meets the one from %s to %s"
              .formatted(from, to, otherFrom, otherTo));
    }
  }

  /** Returns whether the second edge lies on the first one. */
  private static boolean turnsBack(Corner from, Corner middle, Corner to) {
    double ahead =
        (middle.x - from.x) * (to.x - middle.x) + (middle.y - from.y) * (to.y - middle.y);
    return side(from, middle, to) == 0 && ahead < 0;
  }

  private static boolean meet(Corner a, Corner b, Corner c, Corner d) {
    double one = side(a, b, c);
    double other = side(a, b, d);
    double third = side(c, d, a);
    double fourth = side(c, d, b);
    return one * other < 0 && third * fourth < 0
        || one == 0 && between(a, b, c)
        || other == 0 && between(a, b, d)
        || third == 0 && between(c, d, a)
        || fourth == 0 && between(c, d, b);
  }

  /** Returns on which side of the line from a to b it lies: its sign, or 0 on the line. */
  private static double side(Corner a, Corner b, Corner c) {
    double turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    // Decimal numbers on one line are on it only up to a rounding.
    return Math.abs(turn) < 1e-12 ? 0 : turn;
  }

  private static boolean between(Corner a, Corner b, Corner on) {
    return on.x >= Math.min(a.x, b.x)
        && on.x <= Math.max(a.x, b.x)
        && on.y >= Math.min(a.y, b.y)
        && on.y <= Math.max(a.y, b.y);
  }

  /** Returns its share of the picture. */
  public double area() {
    return area(corners);
  }

  private static double area(List<Corner> corners) {
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      Corner one = corners.get(i);
      Corner next = corners.get((i + 1) % corners.size());
      twice += one.x * next.y - next.x * one.y;
    }
    return Math.abs(twice) / 2;
  }

  /** Returns whether a point lies inside. */
  public boolean contains(double x, double y) {
    boolean inside = false;
    for (int i = 0; i < corners.size(); i++) {
      Corner one = corners.get(i);
      Corner next = corners.get((i + 1) % corners.size());
      if (one.y > y != next.y > y
          && x < one.x + (y - one.y) / (next.y - one.y) * (next.x - one.x)) {
        inside = !inside;
      }
    }
    return inside;
  }
}
