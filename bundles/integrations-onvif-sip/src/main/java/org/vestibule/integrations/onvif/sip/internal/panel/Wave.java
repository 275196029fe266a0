// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header of a RIFF/WAVE stream with PCM (Microsoft and IBM, Multimedia Programming Interface
 * and Data Specifications 1.0, 1991; WAVE_FORMAT_EXTENSIBLE as in mmreg.h).
 *
 * @param rate samples a second, 8000 to 48000
 * @param channels 1 or 2
 * @param dataBytes bytes of sound that follow, or {@link #UNTIL_END} for a live stream
 */
record Wave(int rate, int channels, long dataBytes) {
  /** The rate of every feed, in Hz. */
  static final int RATE = 16_000;

  /** A stream whose header says 0 or 0xFFFFFFFF bytes ends when the body ends. */
  static final long UNTIL_END = -1;

  private static final int MOST_HEADER = 64 << 10;
  private static final int FORMAT_PCM = 1;
  private static final int FORMAT_EXTENSIBLE = 0xFFFE;
  private static final long UNKNOWN = 0xFFFF_FFFFL;

  /** Returns the bytes of one sample of all channels. */
  int frameBytes() {
    return 2 * channels;
  }

  /**
   * Reads up to the first byte of sound.
   *
   * @throws Refusal {@code audio-format-unsupported} or {@code audio-truncated}
   */
  static Wave readHeader(InputStream in) throws IOException, Refusal {
    byte[] start = exactly(in, 12);
    if (!name(start, 0).equals("RIFF") || !name(start, 8).equals("WAVE")) {
      throw unsupported("no RIFF/WAVE header");
    }
    byte[] format = null;
    int read = 12;
    while (true) {
      byte[] chunk = exactly(in, 8);
      long size = Integer.toUnsignedLong(little(chunk, 4, 4));
      if (name(chunk, 0).equals("data")) {
        if (format == null) {
          throw unsupported("sound before the fmt chunk");
        }
        return of(format, size == 0 || size == UNKNOWN ? UNTIL_END : size);
      }
      read += 8;
      if (size > MOST_HEADER - read) {
        throw unsupported("a header longer than " + MOST_HEADER + " bytes");
      }
      byte[] content = exactly(in, (int) (size + (size & 1)));
      read += content.length;
      if (name(chunk, 0).equals("fmt ")) {
        format = content;
      }
    }
  }

  /** Returns the header of a live stream at {@link #RATE}, whose length nobody knows. */
  static byte[] liveHeader() {
    ByteBuffer out = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt((int) UNKNOWN).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) FORMAT_PCM).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    out.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt((int) UNKNOWN);
    return out.array();
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private static Wave of(byte[] format, long dataBytes) throws Refusal {
    if (format.length < 16) {
      throw unsupported("a fmt chunk of " + format.length + " bytes");
    }
    int tag = little(format, 0, 2);
    if (tag == FORMAT_EXTENSIBLE && format.length >= 26) {
      tag = little(format, 24, 2);
    }
    int channels = little(format, 2, 2);
    int rate = little(format, 4, 4);
    int bits = little(format, 14, 2);
    if (tag != FORMAT_PCM || bits != 16) {
      throw unsupported("format " + tag + " with " + bits + " bits");
    }
    if (channels < 1 || channels > 2 || little(format, 12, 2) != 2 * channels) {
      throw unsupported(channels + " channels in blocks of " + little(format, 12, 2) + " bytes");
    }
    if (rate < 8000 || rate > 48_000) {
      throw unsupported(Integer.toUnsignedString(rate) + " Hz");
    }
    return new Wave(rate, channels, dataBytes);
  }

  private static byte[] exactly(InputStream in, int count) throws IOException, Refusal {
    byte[] bytes;
    try {
      bytes = in.readNBytes(count);
    } catch (EOFException e) {
      throw truncated("the header broke off");
    }
    if (bytes.length < count) {
      throw truncated("the header broke off");
    }
    return bytes;
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static int little(byte[] bytes, int at, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }

  static Refusal unsupported(String found) {
    return new Refusal(
        415,
        "audio-format-unsupported",
        "sound",
        found,
        "RIFF/WAVE, PCM, 16 bits, 1 or 2 channels, 8000 to 48000 Hz",
        "Convert it, for example with: ffmpeg -i IN -ac 1 -ar 16000 -c:a pcm_s16le OUT.wav");
  }

  static Refusal truncated(String found) {
    return new Refusal(
        400,
        "audio-truncated",
        "sound",
        found,
        "as many bytes as the header says; 0xFFFFFFFF for a live stream",
        "Send the whole recording again.");
  }
}
