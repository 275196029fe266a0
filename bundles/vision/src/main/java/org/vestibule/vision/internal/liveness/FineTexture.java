// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.nio.FloatBuffer;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether the fine texture of a face is that of skin, by local binary patterns (LBP 8,1; T. Ojala
 * et al., IEEE PAMI 24(7), 2002). Z. Boulkenafet, J. Komulainen, A. Hadid, "Face Spoofing Detection
 * Using Colour Texture Analysis", IEEE TIFS 11(8), 2016, train a classifier on their histograms;
 * without a set to train on only one number is read: the share of patterns that are not uniform,
 * which dots and pixels raise much, and the noise of a sensor a little. Abstains on grey and
 * infrared pictures, where skin looks different, and on small faces. Stateless.
 */
final class FineTexture {
  static final String CUE = "texture";
  private static final int SIDE = 64;
  private static final int AREA = SIDE * SIDE;

  /** Eight neighbours in turn around the circle. */
  private static final int[] AROUND = {
    -SIDE - 1, -SIDE, -SIDE + 1, 1, SIDE + 1, SIDE, SIDE - 1, -1
  };

  /** Mean distance of Cr from grey below which a picture has no colour; grey levels. */
  private static final double MIN_COLOUR = 1.5;

  /** Share of irregular patterns that the noise of a sensor explains. */
  private static final double BOUND = 0.14;

  /** Share that it does not explain, except in the dark: it withholds and never vetoes. */
  private static final double CLEAR = 0.22;

  private FineTexture() {}

  static Clue look(Face face, Picture picture, Scratch scratch) {
    if (Math.min(face.width(), face.height()) < SIDE) {
      return Clue.abstains(CUE, "the face is too small to see its texture");
    }
    double irregular = irregular(face, picture, scratch);
    if (Double.isNaN(irregular)) {
      return Clue.abstains(CUE, "the picture has no colour");
    }
    boolean rough = irregular > BOUND;
    return Clue.says(
        CUE,
        rough ? 0 : 0.6,
        !rough ? 0.1 : irregular > CLEAR ? 0.55 : 0.4,
        "%.2f of the face's fine patterns are irregular, bound %.2f",
        irregular,
        CLEAR);
  }

  /** Returns the share of patterns that are not uniform; NaN when the picture has no colour. */
  static double irregular(Face face, Picture picture, Scratch scratch) {
    FloatBuffer rgb = scratch.tensor(3 * AREA);
    double width = 0.8 * face.width();
    double height = 0.8 * face.height();
    Affine map =
        Affine.onto(
            face.centreX() - width / 2, face.centreY() - height / 2, width, height, SIDE, SIDE);
    picture.colour(map, SIDE, SIDE, rgb, 0, 1, false);
    float[] luma = scratch.work(AREA);
    double colour = 0;
    for (int i = 0; i < AREA; i++) {
      luma[i] = 0.299f * rgb.get(i) + 0.587f * rgb.get(AREA + i) + 0.114f * rgb.get(2 * AREA + i);
      colour += 0.713 * Math.abs(rgb.get(i) - luma[i]) / AREA;
    }
    if (colour < MIN_COLOUR) {
      return Double.NaN;
    }
    int irregular = 0;
    for (int y = 1; y < SIDE - 1; y++) {
      for (int x = 1; x < SIDE - 1; x++) {
        irregular += changes(luma, y * SIDE + x) > 2 ? 1 : 0;
      }
    }
    return irregular / (double) ((SIDE - 2) * (SIDE - 2));
  }

  /** How often the pattern changes around the circle; a step below one grey level is none. */
  private static int changes(float[] luma, int at) {
    int pattern = 0;
    for (int offset : AROUND) {
      pattern = pattern << 1 | (luma[at + offset] >= luma[at] + 1 ? 1 : 0);
    }
    return Integer.bitCount(pattern ^ (pattern >> 1 | (pattern & 1) << 7));
  }
}
