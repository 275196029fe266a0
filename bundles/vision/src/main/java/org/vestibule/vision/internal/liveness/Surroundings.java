// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.nio.FloatBuffer;
import org.vestibule.vision.internal.face.Alignment;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether what lies around a face moves with it, as paper and screens in a hand do, or stays where
 * it is, as behind a person (foreground and background consistency; A. Anjos, S. Marcel,
 * "Counter-measures to photo attacks in face recognition: a public database and a baseline", IJCB
 * 2011). A strip on each side of the face is kept from one picture; in a later one it is sampled
 * twice, where it was and where the face took it, and the better match wins. That the camera stands
 * still is assumed. Keeps {@value #SIDE} x {@value #SIDE} values of brightness. One thread at a
 * time.
 */
final class Surroundings {
  /** Side of what is looked at, in heights of the face. */
  static final double REACH = 4;

  private static final int SIDE = 32;

  /** In pixels of the aligned face, which is 112 wide: from the middle of the face to the edge. */
  private static final double HALF = 120;

  /** Nearer to the middle, on both sides, are ears and hair. */
  private static final double INNER = 72;

  private static final double MIDDLE_X = 56;
  private static final double MIDDLE_Y = 66;

  /** Above is hair, below are neck and shoulders: they move with a head. */
  private static final double TOP_Y = -20;

  private static final double CHIN_Y = 105;

  /** The two guesses must differ by so many grey levels, or nothing moved that can be seen. */
  private static final double MIN_DIFFERENCE = 3;

  private static final int MIN_CELLS = 60;
  private static final double CELL = 2 * HALF / SIDE;

  private final float[] then = new float[SIDE * SIDE];
  private final float[] stays = new float[SIDE * SIDE];
  private Affine place;

  /** Returns whether there is something to compare with. */
  boolean kept() {
    return place != null;
  }

  /** Remembers the ring of this picture. */
  void keep(double[] points, Picture picture, Scratch scratch) {
    place = ring(points);
    sample(place, picture, scratch).get(0, then);
  }

  /**
   * Compares with what was kept.
   *
   * @return -1 (moves with the face) to 1 (stays); NaN when nothing moved that could be seen
   */
  double compare(double[] points, Picture picture, Scratch scratch) {
    Affine moved = ring(points);
    sample(place, picture, scratch).get(0, stays);
    FloatBuffer moves = sample(moved, picture, scratch);
    double[] offsets = {0, 0};
    int cells = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      if (seen(i, place, picture) && seen(i, moved, picture)) {
        offsets[0] += stays[i] - then[i];
        offsets[1] += moves.get(i) - then[i];
        cells++;
      }
    }
    if (cells < MIN_CELLS) {
      return Double.NaN;
    }
    double stayed = 0;
    double went = 0;
    double between = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      if (seen(i, place, picture) && seen(i, moved, picture)) {
        stayed += Math.abs(stays[i] - then[i] - offsets[0] / cells);
        went += Math.abs(moves.get(i) - then[i] - offsets[1] / cells);
        between += Math.abs(moves.get(i) - stays[i] - (offsets[1] - offsets[0]) / cells);
      }
    }
    return between / cells < MIN_DIFFERENCE ? Double.NaN : (went - stayed) / (went + stayed);
  }

  private static Affine ring(double[] points) {
    return Affine.onto(MIDDLE_X - HALF, MIDDLE_Y - HALF, 2 * HALF, 2 * HALF, SIDE, SIDE)
        .then(Alignment.toPicture(points, 112));
  }

  private static FloatBuffer sample(Affine map, Picture picture, Scratch scratch) {
    FloatBuffer grey = scratch.tensor(SIDE * SIDE);
    picture.grey(map, SIDE, SIDE, grey, 0, 1);
    return grey;
  }

  /** Whether a cell belongs to the ring and lies in the picture. */
  private static boolean seen(int cell, Affine map, Picture picture) {
    int u = cell % SIDE;
    int v = cell / SIDE;
    double x = MIDDLE_X - HALF + (u + 0.5) * CELL;
    double y = MIDDLE_Y - HALF + (v + 0.5) * CELL;
    boolean inRing = y > TOP_Y && y < CHIN_Y && Math.abs(x - MIDDLE_X) > INNER;
    if (!inRing) {
      return false;
    }
    double px = map.x(u, v);
    double py = map.y(u, v);
    return px >= 0 && py >= 0 && px <= picture.width() - 1 && py <= picture.height() - 1;
  }
}
