// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

/**
 * Whether the points of a face move over a track as those of a flat picture would: a tilted plane
 * changes the proportion of the face and leaves the nose where it is in the frame of eyes and
 * mouth; a head that turns or nods moves it (parallax; after M. De Marsico et al., "Moving face
 * spoofing detection via 3D projective invariants", ICB 2012). Abstains until something moved.
 * Keeps numbers of the last {@value #MEMORY} pictures. One thread at a time.
 */
final class PlanarMotion {
  static final String CUE = "planar-motion";
  private static final int MEMORY = 16;
  private static final int MIN_PICTURES = 6;

  /**
   * Standard deviation of the logarithm of the proportion: a tilt to and fro by some 25 degrees.
   */
  private static final double MIN_TILT = 0.035;

  /** Largest parallax of a plane, as a share of the tilt: what is left are errors of the points. */
  private static final double MAX_PLANE_SHARE = 0.35;

  /**
   * Standard deviation of the nose's place, in distances of the eyes and from eyes to mouth, that
   * only a head shows.
   */
  private static final double MIN_PARALLAX = 0.05;

  private final double[] across = new double[MEMORY];
  private final double[] along = new double[MEMORY];
  private final double[] proportion = new double[MEMORY];
  private int seen;

  /** Takes the next picture's points. */
  Clue look(double[] points) {
    NosePlace nose = NosePlace.of(points);
    int at = seen++ % MEMORY;
    across[at] = nose.across();
    along[at] = nose.along();
    proportion[at] = nose.proportion();
    int n = Math.min(seen, MEMORY);
    if (n < MIN_PICTURES) {
      return Clue.abstains(CUE, n + " pictures are too few to see motion");
    }
    double parallax = Math.hypot(spread(across, n), spread(along, n));
    double tilt = spread(proportion, n);
    if (parallax >= MIN_PARALLAX) {
      return Clue.says(
          CUE, 1, 0.6, "the nose moves by %.3f of the eyes' distance, as on a head", parallax);
    }
    if (tilt >= MIN_TILT && parallax <= MAX_PLANE_SHARE * tilt) {
      return Clue.says(
          CUE,
          0,
          0.85,
          "the face tilts by %.3f and its nose moves by %.3f only, as on a plane (bound %.3f)",
          tilt,
          parallax,
          MAX_PLANE_SHARE * tilt);
    }
    return Clue.abstains(CUE, "too little motion");
  }

  private static double spread(double[] values, int n) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += values[i] / n;
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(squares / n);
  }
}
