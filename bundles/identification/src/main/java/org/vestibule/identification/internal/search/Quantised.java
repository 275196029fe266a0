// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

/**
 * A direction in seven bits a number: {@code x = step * (code - 64)}, code from 1 to 127, symmetric
 * around zero with one step for the whole direction (as in Jacob et al., "Quantization and Training
 * of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018, section 2.1).
 *
 * <p>Seven bits and not eight, so that one multiplication of 32 bits does two products: with {@code
 * b = b0 + b2 * 65536} and {@code q = q2 + q0 * 65536} the upper half of {@code b * q} is {@code b0
 * * q0 + b2 * q2}, and with two such products added nothing overflows or carries, because {@code 4
 * * 127 * 127 < 65536}.
 */
final class Quantised {
  /** The code of zero. */
  static final int ZERO = 64;

  private static final int MOST = 63;

  /** Four codes an int, the first in the lowest byte. */
  final int[] codes;

  final float step;

  /** Length of what was lost, rounded up. */
  final float error;

  /** Sum of all codes, those that fill up the last int included. */
  final int sum;

  Quantised(float[] direction) {
    float most = 0;
    for (float value : direction) {
      most = Math.max(most, Math.abs(value));
    }
    step = most / MOST;
    codes = new int[ints(direction.length)];
    int total = 0;
    double lost = 0;
    for (int d = 0; d < codes.length * 4; d++) {
      int level = d < direction.length ? Math.round(direction[d] / step) : 0;
      int code = Math.max(-MOST, Math.min(MOST, level)) + ZERO;
      codes[d / 4] |= code << d % 4 * 8;
      total += code;
      if (d < direction.length) {
        double loss = direction[d] - (double) step * (code - ZERO);
        lost += loss * loss;
      }
    }
    sum = total;
    error = Math.nextUp((float) Math.sqrt(lost));
  }

  /** Returns how many ints so many numbers need. */
  static int ints(int length) {
    return (length + 3) / 4;
  }

  /** Returns the factor for a row's codes 0 and 2, of so many of this direction's. */
  int even(int four) {
    int code = codes[four];
    return code >>> 16 & 0xff | (code & 0xff) << 16;
  }

  /** Returns the factor for a row's codes 1 and 3. */
  int odd(int four) {
    int code = codes[four];
    return code >>> 24 | (code >>> 8 & 0xff) << 16;
  }
}
