// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.testkit.internal.sip.Baresip;

/** Tones, and whether they are heard. */
public final class Sounds {
  private static final int RATE = 8000;
  private static final int SECONDS = 60;
  private static final int HEAD = 44;

  private Sounds() {}

  /** Returns samples of a tone. */
  public static short[] samples(int count, double hertz, int rate) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }

  /** Writes a tone of a minute for a phone. */
  public static Path tone(Path folder, String name, double hertz) throws IOException {
    short[] samples = samples(SECONDS * RATE, hertz, RATE);
    int bytes = 2 * samples.length;
    ByteBuffer wave = ByteBuffer.allocate(HEAD + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEAD - 8 + bytes);
    wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wave.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wave.putShort((short) 2).putShort((short) 16);
    wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (short sample : samples) {
      wave.putShort(sample);
    }
    return Files.write(folder.resolve(name + ".wav"), wave.array());
  }

  /** Returns whether half a second of it is that tone. */
  public static boolean hears(Collection<AudioChunk> chunks, double hertz) {
    int count = chunks.stream().mapToInt(chunk -> chunk.samples().length).sum();
    short[] all = new short[count];
    int at = 0;
    for (AudioChunk chunk : chunks) {
      int some = Math.min(chunk.samples().length, all.length - at);
      System.arraycopy(chunk.samples(), 0, all, at, some);
      at += some;
    }
    return hears(all, 16_000, hertz);
  }

  /** Returns whether a phone heard half a second of that tone. */
  public static boolean hears(Baresip phone, double hertz) {
    try {
      for (Path file : phone.heard()) {
        ByteBuffer wave = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[Math.max(0, wave.capacity() - HEAD) / 2];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = wave.getShort(HEAD + 2 * i);
        }
        if (hears(samples, RATE, hertz)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks at pieces of 100 ms: most of what is in one must be the tone (Goertzel). */
  private static boolean hears(short[] samples, int rate, double hertz) {
    int piece = rate / 10;
    int tones = 0;
    for (int from = 0; from + piece <= samples.length; from += piece) {
      double cosine = 0;
      double sine = 0;
      double all = 0;
      for (int i = 0; i < piece; i++) {
        double phase = 2 * Math.PI * hertz * i / rate;
        cosine += samples[from + i] * Math.cos(phase);
        sine += samples[from + i] * Math.sin(phase);
        all += (double) samples[from + i] * samples[from + i];
      }
      double tone = 2 * (cosine * cosine + sine * sine) / piece;
      tones += all > 1e6 && tone > 0.7 * all ? 1 : 0;
    }
    return tones >= 5;
  }
}
