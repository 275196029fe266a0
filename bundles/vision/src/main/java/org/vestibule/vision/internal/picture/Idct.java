// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * From 64 dequantised coefficients back to pixels, at full size or at 1/2, 1/4, 1/8 of it.
 *
 * <p>Full size follows the integer algorithm of C. Loeffler, A. Ligtenberg and G. Moschytz,
 * "Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989, with the scaling that
 * the reference library made common (13 bits of constants, 2 bits between the passes), so that the
 * pixels are the same ones. A smaller picture is the inverse transform of that size over the lowest
 * frequencies: a proper low pass for less than the price of the whole.
 */
final class Idct {
  private static final int CONST_BITS = 13;
  private static final int PASS_BITS = 2;

  private static final int C_0_298 = 2446;
  private static final int C_0_390 = 3196;
  private static final int C_0_541 = 4433;
  private static final int C_0_765 = 6270;
  private static final int C_0_899 = 7373;
  private static final int C_1_175 = 9633;
  private static final int C_1_501 = 12299;
  private static final int C_1_847 = 15137;
  private static final int C_1_961 = 16069;
  private static final int C_2_053 = 16819;
  private static final int C_2_562 = 20995;
  private static final int C_3_072 = 25172;

  /** cos(pi/8) / 2 and cos(3 pi/8) / 2, in 13 bits; 1 / sqrt(8) beside them. */
  private static final int HALF_COS_1 = 3784;

  private static final int HALF_COS_3 = 1567;
  private static final int ROOT_EIGHTH = 2896;

  private Idct() {}

  /** Fills a square of {@code size} pixels (1, 2, 4 or 8) with the value of a flat block. */
  static void flat(int dc, int size, byte[] out, int at, int stride) {
    byte value = pixel((dc + 4) >> 3);
    for (int y = 0; y < size; y++) {
      int row = at + y * stride;
      for (int x = 0; x < size; x++) {
        out[row + x] = value;
      }
    }
  }

  /**
   * Eight by eight pixels; {@code block} is overwritten.
   *
   * @param columns a bit for each column with anything below its first row
   */
  static void eight(int[] block, int columns, byte[] out, int at, int stride) {
    for (int i = 0; i < 8; i++) {
      if ((columns >> i & 1) != 0) {
        pass(block, i, 8, CONST_BITS - PASS_BITS);
      } else {
        int value = block[i] << PASS_BITS;
        for (int row = i; row < 64; row += 8) {
          block[row] = value;
        }
      }
    }
    for (int i = 0; i < 8; i++) {
      int row = i * 8;
      pass(block, row, 1, CONST_BITS + PASS_BITS + 3);
      int to = at + i * stride;
      for (int x = 0; x < 8; x++) {
        out[to + x] = pixel(block[row + x]);
      }
    }
  }

  private static void pass(int[] b, int at, int step, int shift) {
    int b1 = b[at + step];
    int b2 = b[at + 2 * step];
    int b3 = b[at + 3 * step];
    int b4 = b[at + 4 * step];
    int b5 = b[at + 5 * step];
    int b6 = b[at + 6 * step];
    int b7 = b[at + 7 * step];
    int z1 = (b2 + b6) * C_0_541;
    int even2 = z1 - b6 * C_1_847;
    int even3 = z1 + b2 * C_0_765;
    int even0 = (b[at] + b4) << CONST_BITS;
    int even1 = (b[at] - b4) << CONST_BITS;
    int half = 1 << (shift - 1);
    int t10 = even0 + even3 + half;
    int t13 = even0 - even3 + half;
    int t11 = even1 + even2 + half;
    int t12 = even1 - even2 + half;
    int z3 = b7 + b3;
    int z4 = b5 + b1;
    int z5 = (z3 + z4) * C_1_175;
    int y1 = -(b7 + b1) * C_0_899;
    int y2 = -(b5 + b3) * C_2_562;
    int y3 = z5 - z3 * C_1_961;
    int y4 = z5 - z4 * C_0_390;
    int odd0 = b7 * C_0_298 + y1 + y3;
    int odd1 = b5 * C_2_053 + y2 + y4;
    int odd2 = b3 * C_3_072 + y2 + y3;
    int odd3 = b1 * C_1_501 + y1 + y4;
    b[at] = (t10 + odd3) >> shift;
    b[at + 7 * step] = (t10 - odd3) >> shift;
    b[at + step] = (t11 + odd2) >> shift;
    b[at + 6 * step] = (t11 - odd2) >> shift;
    b[at + 2 * step] = (t12 + odd1) >> shift;
    b[at + 5 * step] = (t12 - odd1) >> shift;
    b[at + 3 * step] = (t13 + odd0) >> shift;
    b[at + 4 * step] = (t13 - odd0) >> shift;
  }

  /** Four by four pixels from the lowest sixteen coefficients; {@code block} is overwritten. */
  static void four(int[] block, byte[] out, int at, int stride) {
    for (int i = 0; i < 4; i++) {
      passOfFour(block, i, 8, CONST_BITS - PASS_BITS);
    }
    for (int i = 0; i < 4; i++) {
      int row = i * 8;
      passOfFour(block, row, 1, CONST_BITS + PASS_BITS);
      int to = at + i * stride;
      for (int x = 0; x < 4; x++) {
        out[to + x] = pixel(block[row + x]);
      }
    }
  }

  private static void passOfFour(int[] b, int at, int step, int shift) {
    int b1 = b[at + step];
    int b2 = b[at + 2 * step];
    int b3 = b[at + 3 * step];
    int half = 1 << (shift - 1);
    int even0 = (b[at] + b2) * ROOT_EIGHTH + half;
    int even1 = (b[at] - b2) * ROOT_EIGHTH + half;
    int odd0 = b1 * HALF_COS_1 + b3 * HALF_COS_3;
    int odd1 = b1 * HALF_COS_3 - b3 * HALF_COS_1;
    b[at] = (even0 + odd0) >> shift;
    b[at + step] = (even1 + odd1) >> shift;
    b[at + 2 * step] = (even1 - odd1) >> shift;
    b[at + 3 * step] = (even0 - odd0) >> shift;
  }

  /** Two by two pixels from the lowest four coefficients. */
  static void two(int[] block, byte[] out, int at, int stride) {
    int left = block[0] + block[8];
    int leftLower = block[0] - block[8];
    int right = block[1] + block[9];
    int rightLower = block[1] - block[9];
    out[at] = pixel((left + right + 4) >> 3);
    out[at + 1] = pixel((left - right + 4) >> 3);
    out[at + stride] = pixel((leftLower + rightLower + 4) >> 3);
    out[at + stride + 1] = pixel((leftLower - rightLower + 4) >> 3);
  }

  private static byte pixel(int centred) {
    int value = centred + 128;
    if ((value & ~255) != 0) {
      value = ~value >> 31 & 255;
    }
    return (byte) value;
  }
}
