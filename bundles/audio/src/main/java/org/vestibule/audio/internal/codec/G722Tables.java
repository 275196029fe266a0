// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

/** The constants of ITU-T G.722 (09/2012), under the names of its clauses 6.1 and 6.2. */
final class G722Tables {
  /**
   * Every other of the 24 coefficients of the quadrature mirror filters, times 2^13 (table 11): h0,
   * h2 and so on. Those between are the same ones backwards.
   */
  static final int[] QMF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

  /** Decision levels of the lower band's quantiser, 60 levels (Q6, table 14). */
  static final int[] Q6 = {
    0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
    1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
  };

  /** What 6-bit codes of the lower band stand for (QQ6 with its sign, table 17). */
  static final int[] QM6 = {
    -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232,
    -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776,
    -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192,
    10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032,
    1688, 1360, 1040, 728, 432, 136, -432, -136
  };

  /** What their first 4 bits stand for: the predictors lean on these alone (QQ4). */
  static final int[] QM4 = {
    0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
    1200, 0
  };

  /** What the 2-bit codes of the higher band stand for (QQ2). */
  static final int[] QM2 = {-7408, -1616, 7408, 1616};

  /** By how much a 4-bit code changes the lower band's scale (WL through RIL). */
  static final int[] WL = {
    -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
  };

  /** By how much a 2-bit code changes the higher band's scale (WH through RIH). */
  static final int[] WH = {798, -214, 798, -214};

  /** The scale's fraction of a power of two: 2048 * 2^(i / 32) (ILB). */
  static final int[] ILB = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  private G722Tables() {}
}
