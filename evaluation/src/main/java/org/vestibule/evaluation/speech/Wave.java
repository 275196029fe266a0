// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * Sound of a WAV file (RIFF, Microsoft and IBM 1991): 16-bit PCM, mono.
 *
 * @param samples signed 16-bit samples
 * @param rate samples a second, 8000 to 48000
 */
record Wave(short[] samples, int rate) {
  private static final int RIFF = 0x46464952;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;

  /**
   * Reads a file.
   *
   * @throws IOException also when it holds something else, with the file's name and what is needed
   */
  static Wave read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.limit() < 12 || bytes.getInt(0) != RIFF) {
      throw refused(file, "no RIFF file");
    }
    int rate = 0;
    for (int at = 12; at + 8 <= bytes.limit(); ) {
      int size = bytes.getInt(at + 4);
      int room = bytes.limit() - at - 8;
      if (bytes.getInt(at) == FORMAT && room >= 16) {
        rate = rate(bytes, at + 8, file);
      } else if (bytes.getInt(at) == DATA && rate > 0) {
        // A writer that was cut off leaves a size that is too large, or -1.
        short[] samples = new short[(size < 0 ? room : Math.min(size, room)) / Short.BYTES];
        bytes.position(at + 8).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Wave(samples, rate);
      }
      if (size < 0 || size > room) {
        break;
      }
      at += 8 + size + (size & 1);
    }
    throw refused(file, "no sound");
  }

  private static int rate(ByteBuffer bytes, int at, Path file) throws IOException {
    int rate = bytes.getInt(at + 4);
    if (bytes.getShort(at) != 1 || bytes.getShort(at + 2) != 1 || bytes.getShort(at + 14) != 16) {
      throw refused(file, "another format");
    }
    if (rate < 8000 || rate > 48_000) {
      throw refused(file, rate + " Hz");
    }
    return rate;
  }

  private static IOException refused(Path file, String found) {
    return new IOException(
        file + " has " + found + "; needed: a WAV file of 16-bit PCM, mono, 8000 to 48000 Hz");
  }

  /** Returns it at 16 kHz in [-1, 1]. */
  float[] wideband() {
    Resampler resampler = new Resampler(rate);
    float[] begin = resampler.push(samples, 0, samples.length);
    float[] end = resampler.flush();
    float[] whole = Arrays.copyOf(begin, begin.length + end.length);
    System.arraycopy(end, 0, whole, begin.length, end.length);
    return whole;
  }
}
