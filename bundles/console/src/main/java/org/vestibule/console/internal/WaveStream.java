// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.vestibule.api.station.AudioFormat;

/**
 * Sound as a WAV file whose end is not known yet: mono, 16 bits, little-endian (Microsoft and IBM,
 * "Multimedia Programming Interface and Data Specifications 1.0", 1991); both lengths are
 * 0xFFFFFFFF, as players expect of a stream.
 */
final class WaveStream {
  static final String TYPE = "audio/wav";
  private static final int HEADER = 44;
  private static final int UNKNOWN = 0xFFFFFFFF;
  private static final short PCM = 1;
  private static final short MONO = 1;
  private static final short BITS = 16;

  private WaveStream() {}

  static byte[] header(AudioFormat format) {
    int rate = format.sampleRate();
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(UNKNOWN)
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort(PCM)
        .putShort(MONO)
        .putInt(rate)
        .putInt(rate * 2)
        .putShort((short) 2)
        .putShort(BITS)
        .put(ascii("data"))
        .putInt(UNKNOWN)
        .array();
  }

  static byte[] bytes(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
