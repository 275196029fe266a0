// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sound made for the tests. */
final class Waves {
  private Waves() {}

  static byte[] header(int rate, int channels, long dataBytes) {
    ByteBuffer out = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes()).putInt((int) Math.min(0xFFFF_FFFFL, dataBytes + 36));
    out.put("WAVEfmt ".getBytes()).putInt(16).putShort((short) 1).putShort((short) channels);
    out.putInt(rate).putInt(rate * channels * 2).putShort((short) (channels * 2));
    out.putShort((short) 16).put("data".getBytes()).putInt((int) dataBytes);
    return out.array();
  }

  static byte[] samples(short[] samples) {
    ByteBuffer out = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asShortBuffer().put(samples);
    return out.array();
  }

  static byte[] file(int rate, int channels, short[] samples) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(rate, channels, 2L * samples.length));
    out.writeBytes(samples(samples));
    return out.toByteArray();
  }

  /** A tone with an amplitude of 10000. */
  static short[] tone(double hertz, int rate, int count) {
    short[] tone = new short[count];
    for (int i = 0; i < count; i++) {
      tone[i] = (short) Math.rint(10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return tone;
  }

  static short[] twice(short[] mono) {
    short[] stereo = new short[2 * mono.length];
    for (int i = 0; i < stereo.length; i++) {
      stereo[i] = mono[i / 2];
    }
    return stereo;
  }

  /** Returns the amplitude of one frequency. */
  static double level(short[] samples, double hertz, int rate) {
    double sine = 0;
    double cosine = 0;
    for (int i = 0; i < samples.length; i++) {
      double turn = 2 * Math.PI * hertz * i / rate;
      sine += samples[i] * Math.sin(turn);
      cosine += samples[i] * Math.cos(turn);
    }
    return 2 * Math.hypot(sine, cosine) / samples.length;
  }
}
