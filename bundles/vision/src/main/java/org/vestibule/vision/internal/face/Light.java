// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.nio.FloatBuffer;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * How a face is lit and focused. Sharpness is the variance of the Laplacian (J. Pech-Pacheco et
 * al., "Diatom autofocusing in brightfield microscopy", ICPR 2000) of the face at {@value #SIDE}
 * pixels, divided by the variance of its brightness, so that a dim face is not taken for a blurred
 * one.
 *
 * @param brightness mean, 0 to 255
 * @param contrast standard deviation of brightness, 0 to 128
 * @param sharpness percent
 */
public record Light(double brightness, double contrast, double sharpness) {
  private static final int SIDE = 64;

  /** Measures it in the middle of the face's box. */
  public static Light of(Face face, Picture picture, Scratch scratch) {
    FloatBuffer grey = scratch.tensor(SIDE * SIDE);
    double side = Math.max(face.width(), face.height());
    Affine map =
        Affine.onto(face.centreX() - side / 2, face.centreY() - side / 2, side, side, SIDE, SIDE);
    picture.grey(map, SIDE, SIDE, grey, 0, 1);
    double sum = 0;
    double squares = 0;
    double edges = 0;
    double edgeSquares = 0;
    for (int y = 1; y < SIDE - 1; y++) {
      for (int x = 1; x < SIDE - 1; x++) {
        int at = y * SIDE + x;
        double value = grey.get(at);
        double around =
            grey.get(at - 1) + grey.get(at + 1) + grey.get(at - SIDE) + grey.get(at + SIDE);
        double edge = around - 4 * value;
        sum += value;
        squares += value * value;
        edges += edge;
        edgeSquares += edge * edge;
      }
    }
    double count = (SIDE - 2) * (SIDE - 2);
    double variance = Math.max(squares / count - sum / count * (sum / count), 0);
    double edgeVariance = edgeSquares / count - edges / count * (edges / count);
    double sharpness = variance < 1 ? 0 : 100 * edgeVariance / variance;
    return new Light(sum / count, Math.sqrt(variance), sharpness);
  }
}
