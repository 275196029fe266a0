// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes a mono WAVE file of four bits a sample: the adaptive differential PCM of the Interactive
 * Multimedia Association (IMA Digital Audio Focus and Technical Working Groups, Recommended
 * Practices for Enhancing Digital Audio Compatibility in Multimedia Systems, revision 3.0, 1992),
 * in the blocks of WAVE_FORMAT_IMA_ADPCM (Microsoft, New Multimedia Data Types, revision 3.0,
 * 1994). Stateless.
 */
final class ImaAdpcm {
  private static final int FORMAT_IMA_ADPCM = 0x11;
  private static final int RIFF = 0x46464952;
  private static final int FMT = 0x20746d66;
  private static final int FACT = 0x74636166;
  private static final int DATA = 0x61746164;
  private static final int BLOCK_HEADER = 4;
  private static final int[] INDEX = {-1, -1, -1, -1, 2, 4, 6, 8};

  private static final int[] STEPS = {
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
    80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
    544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
    2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767
  };

  private ImaAdpcm() {}

  /**
   * Returns the samples of a file.
   *
   * @param rate the rate that it must have, in Hz
   * @throws IOException if it is something else, or broken off
   */
  static short[] decode(byte[] file, int rate) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 12 || in.getInt(0) != RIFF) {
      throw new IOException("no RIFF header");
    }
    int block = 0;
    int wanted = -1;
    for (int at = 12; at + 8 <= file.length; ) {
      int name = in.getInt(at);
      int size = in.getInt(at + 4);
      at += 8;
      if (size < 0 || size > file.length - at) {
        throw new IOException("broken off after " + file.length + " bytes");
      }
      if (name == FMT) {
        block = blockSize(in.slice(at, size).order(ByteOrder.LITTLE_ENDIAN), rate);
      } else if (name == FACT) {
        wanted = in.getInt(at);
      } else if (name == DATA && block > 0) {
        short[] samples = blocks(in.slice(at, size).order(ByteOrder.LITTLE_ENDIAN), block);
        return wanted < 0 || wanted >= samples.length ? samples : Arrays.copyOf(samples, wanted);
      }
      at += size + (size & 1);
    }
    throw new IOException("no sound in it");
  }

  private static int blockSize(ByteBuffer format, int rate) throws IOException {
    if (format.limit() < 16
        || format.getShort(0) != FORMAT_IMA_ADPCM
        || format.getShort(2) != 1
        || format.getInt(4) != rate
        || format.getShort(12) <= BLOCK_HEADER) {
      throw new IOException("not IMA ADPCM, mono, at " + rate + " Hz");
    }
    return format.getShort(12);
  }

  private static short[] blocks(ByteBuffer in, int block) {
    int whole = in.limit() / block;
    int each = 1 + 2 * (block - BLOCK_HEADER);
    short[] samples = new short[whole * each];
    for (int i = 0; i < whole; i++) {
      block(in, i * block, (i + 1) * block, samples, i * each);
    }
    return samples;
  }

  private static void block(ByteBuffer in, int from, int to, short[] samples, int at) {
    int value = in.getShort(from);
    int index = Math.min(in.get(from + 2) & 0xFF, STEPS.length - 1);
    samples[at++] = (short) value;
    for (int i = from + BLOCK_HEADER; i < to; i++) {
      for (int code = in.get(i) & 0xFF, half = 0; half < 2; half++, code >>= 4) {
        value = clamped(value + difference(code & 0xF, STEPS[index]));
        index = Math.max(0, Math.min(STEPS.length - 1, index + INDEX[code & 7]));
        samples[at++] = (short) value;
      }
    }
  }

  private static int difference(int code, int step) {
    int size =
        (step >> 3)
            + ((code & 4) != 0 ? step : 0)
            + ((code & 2) != 0 ? step >> 1 : 0)
            + ((code & 1) != 0 ? step >> 2 : 0);
    return (code & 8) != 0 ? -size : size;
  }

  private static int clamped(int value) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
  }
}
