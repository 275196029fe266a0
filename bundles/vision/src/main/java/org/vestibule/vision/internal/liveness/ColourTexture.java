// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.nio.FloatBuffer;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether the fine texture of a face is that of skin: local binary patterns (LBP 8,1 and 8,2; T.
 * Ojala et al., IEEE PAMI 24(7), 2002) of brightness and of colour, after Z. Boulkenafet, J.
 * Komulainen, A. Hadid, "Face Spoofing Detection Using Colour Texture Analysis", IEEE TIFS 11(8),
 * 2016, who train a classifier on their histograms. Without a set to train on only one number is
 * read from each: the share of patterns that are not uniform, which dots, grain and pixels raise.
 * Abstains on grey and infrared pictures, and on small faces. Stateless.
 */
final class ColourTexture {
  static final String CUE = "texture";
  private static final int SIDE = 64;
  private static final int AREA = SIDE * SIDE;

  /** Mean distance of Cr from its mean, grey levels, below which a picture has no colour. */
  private static final double MIN_COLOUR = 1.5;

  private static final double BOUND = 0.6;

  private ColourTexture() {}

  static Clue look(Face face, Picture picture, Scratch scratch) {
    if (Math.min(face.width(), face.height()) < SIDE) {
      return Clue.abstains(CUE, "the face is too small to see its texture");
    }
    double[] shares = measure(face, picture, scratch);
    if (shares.length == 0) {
      return Clue.abstains(CUE, "the picture has no colour");
    }
    boolean rough = shares[0] > BOUND;
    return Clue.says(
        CUE,
        rough ? 0 : 0.6,
        rough ? 0.5 : 0.1,
        "%.2f of the patterns of brightness are irregular, bound %.2f",
        shares[0],
        BOUND);
  }

  /**
   * Measures.
   *
   * @return shares of patterns that are not uniform: brightness at radius 1 and 2, red difference
   *     at radius 1 and 2; empty when the picture has no colour
   */
  static double[] measure(Face face, Picture picture, Scratch scratch) {
    FloatBuffer rgb = scratch.tensor(3 * AREA);
    double width = 0.8 * face.width();
    double height = 0.8 * face.height();
    Affine map =
        Affine.onto(
            face.centreX() - width / 2, face.centreY() - height / 2, width, height, SIDE, SIDE);
    picture.colour(map, SIDE, SIDE, rgb, 0, 1, false);
    float[] work = scratch.work(2 * AREA);
    double mean = 0;
    for (int i = 0; i < AREA; i++) {
      float r = rgb.get(i);
      float g = rgb.get(AREA + i);
      float b = rgb.get(2 * AREA + i);
      work[i] = 0.299f * r + 0.587f * g + 0.114f * b;
      work[AREA + i] = 0.713f * (r - work[i]);
      mean += work[AREA + i] / AREA;
    }
    double spread = 0;
    for (int i = 0; i < AREA; i++) {
      spread += Math.abs(work[AREA + i] - mean) / AREA;
    }
    if (spread < MIN_COLOUR && Math.abs(mean) < MIN_COLOUR) {
      return new double[0];
    }
    return new double[] {
      irregular(work, 0, 1, 1),
      irregular(work, 0, 2, 1),
      irregular(work, AREA, 1, 0.5f),
      irregular(work, AREA, 2, 0.5f)
    };
  }

  /** The share of patterns with more than two changes around the circle. */
  private static double irregular(float[] plane, int first, int radius, float step) {
    int[] around = {
      -radius * SIDE - radius,
      -radius * SIDE,
      -radius * SIDE + radius,
      radius,
      radius * SIDE + radius,
      radius * SIDE,
      radius * SIDE - radius,
      -radius
    };
    int irregular = 0;
    for (int y = radius; y < SIDE - radius; y++) {
      for (int x = radius; x < SIDE - radius; x++) {
        int at = first + y * SIDE + x;
        int pattern = 0;
        for (int offset : around) {
          pattern = pattern << 1 | (plane[at + offset] >= plane[at] + step ? 1 : 0);
        }
        int turned = (pattern >> 1 | pattern << 7) & 0xFF;
        irregular += Integer.bitCount(pattern ^ turned) > 2 ? 1 : 0;
      }
    }
    return irregular / (double) ((SIDE - 2 * radius) * (SIDE - 2 * radius));
  }
}
