// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

/**
 * The two laws of ITU-T G.711 (11/88), as tables. A code word stands for the value in the tables of
 * the recommendation, shifted to 16 bits: mu-law has 14 bits (table 2), A-law 13 (table 1). A
 * sample gets the code word of the interval in which it lies: the decision values of the tables.
 * Immutable.
 */
enum Companding {
  /** ITU-T G.711, table 2; a silent line is {@code 0xFF}. */
  MU_LAW(2) {
    @Override
    int expand(int code) {
      int inverted = ~code & 0xFF;
      int magnitude = (((inverted & 0x0F) << 1) + BIAS << (inverted >> 4 & 7)) - BIAS;
      return (inverted & 0x80) == 0 ? magnitude : -magnitude;
    }

    @Override
    int compress(int value) {
      int biased = Math.min(magnitude(value), LARGEST) + BIAS;
      int segment = 26 - Integer.numberOfLeadingZeros(biased);
      int code = segment << 4 | biased >> segment + 1 & 0x0F;
      return ~(value < 0 ? code | 0x80 : code) & 0xFF;
    }
  },

  /** ITU-T G.711, table 1, with the even bits inverted. */
  A_LAW(3) {
    @Override
    int expand(int code) {
      int plain = code ^ 0x55;
      int segment = plain >> 4 & 7;
      int step = ((plain & 0x0F) << 1) + 1;
      int magnitude = segment == 0 ? step : step + 32 << segment - 1;
      return (plain & 0x80) != 0 ? magnitude : -magnitude;
    }

    @Override
    int compress(int value) {
      int magnitude = magnitude(value);
      int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
      int code = segment << 4 | magnitude >> Math.max(1, segment) & 0x0F;
      return (value >= 0 ? code | 0x80 : code) ^ 0x55;
    }
  };

  /** What moves the segments of the mu-law to powers of two, on the scale of 14 bits. */
  private static final int BIAS = 33;

  /** The largest magnitude that the mu-law tells apart, on the scale of 14 bits. */
  private static final int LARGEST = 8158;

  private final int shift;
  private final short[] expanded = new short[256];
  private final byte[] compressed;

  Companding(int shift) {
    this.shift = shift;
    for (int code = 0; code < 256; code++) {
      expanded[code] = (short) (expand(code) << shift);
    }
    compressed = new byte[0x1_0000 >> shift];
    for (int i = 0; i < compressed.length; i++) {
      compressed[i] = (byte) compress((short) (i << shift) >> shift);
    }
  }

  /** Returns the value of a code word on the scale of the recommendation. */
  abstract int expand(int code);

  /** Returns the code word of a value on the scale of the recommendation. */
  abstract int compress(int value);

  /** Both halves have as many values: 0 is the smallest positive one and -1 the negative one. */
  private static int magnitude(int value) {
    return value >= 0 ? value : ~value;
  }

  /** Returns the 16-bit sample of a code word. */
  short expanded(byte code) {
    return expanded[code & 0xFF];
  }

  /** Returns the code word of a 16-bit sample. */
  byte compressed(short sample) {
    return compressed[(sample & 0xFFFF) >> shift];
  }
}
