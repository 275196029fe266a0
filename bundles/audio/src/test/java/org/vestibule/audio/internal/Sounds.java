// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.vestibule.audio.internal.sound.Resampler;

/** Sounds that tests are made of: 16-bit samples, and the recorded fixtures. */
public final class Sounds {
  private Sounds() {}

  /** A sine; amplitude 0 to 1. */
  public static short[] tone(int rate, double hertz, double amplitude, double seconds) {
    short[] samples = new short[(int) (rate * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pcm(amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }

  /** Three detuned voices that change their chord twice a second, with vibrato: music-like. */
  public static short[] music(double seconds) {
    short[] samples = new short[(int) (Resampler.RATE * seconds)];
    double[] roots = {220, 246.9, 261.6, 196};
    double[] angles = new double[3];
    for (int i = 0; i < samples.length; i++) {
      double time = i / (double) Resampler.RATE;
      double root = roots[(int) (time * 2) % roots.length];
      double sum = 0;
      for (int voice = 0; voice < 3; voice++) {
        double hertz = root * (1 + 0.25 * voice) * (1 + 0.004 * Math.sin(2 * Math.PI * 5 * time));
        angles[voice] += 2 * Math.PI * hertz / Resampler.RATE;
        sum += Math.sin(angles[voice]) + 0.4 * Math.sin(2 * angles[voice]);
      }
      samples[i] = pcm(0.15 * sum);
    }
    return samples;
  }

  /** Six voices at once, each the recorded speech backwards from another place. */
  public static short[] babble(double seconds) throws IOException {
    short[] speech = recorded("jfk.wav");
    short[] samples = new short[(int) (Resampler.RATE * seconds)];
    for (int i = 0; i < samples.length; i++) {
      double sum = 0;
      for (int voice = 0; voice < 6; voice++) {
        int from = speech.length * (voice + 1) / 6;
        sum += speech[Math.floorMod(from - i, speech.length)] / 32_768.0;
      }
      samples[i] = pcm(0.4 * sum);
    }
    return samples;
  }

  public static short[] whiteNoise(double amplitude, double seconds) {
    Random random = new Random(7);
    short[] samples = new short[(int) (Resampler.RATE * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pcm(amplitude * (2 * random.nextDouble() - 1));
    }
    return samples;
  }

  public static short[] silence(double seconds) {
    return new short[(int) (Resampler.RATE * seconds)];
  }

  public static short[] joined(short[]... parts) {
    short[] all = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Louder than a 16-bit sample can be: clipped. */
  public static short[] amplified(short[] samples, double gain) {
    short[] loud = new short[samples.length];
    for (int i = 0; i < loud.length; i++) {
      loud[i] = pcm(gain * samples[i] / 32_768);
    }
    return loud;
  }

  /**
   * The same sound at another rate, by long windowed-sinc interpolation that shares no code with
   * the resampler under test.
   */
  public static short[] at(int rate, short[] samples) {
    double ratio = Resampler.RATE / (double) rate;
    double cutoff = 0.95 * Math.min(1, 1 / ratio);
    int half = (int) Math.ceil(48 / cutoff);
    return shorts(
        IntStream.range(0, (int) (samples.length / ratio))
            .parallel()
            .mapToDouble(n -> interpolated(samples, n * ratio, cutoff, half))
            .toArray());
  }

  private static double interpolated(short[] samples, double at, double cutoff, int half) {
    double sum = 0;
    int centre = (int) at;
    for (int k = Math.max(0, centre - half); k < Math.min(samples.length, centre + half); k++) {
      double x = at - k;
      double arc = Math.PI * cutoff * x;
      double sinc = arc == 0 ? 1 : Math.sin(arc) / arc;
      sum += samples[k] * cutoff * sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / (half + 1)));
    }
    return sum / 32_768;
  }

  private static short[] shorts(double[] values) {
    short[] samples = new short[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pcm(values[i]);
    }
    return samples;
  }

  /** A fixture of 16 kHz mono PCM; the test is skipped where it was not fetched. */
  public static short[] recorded(String name) throws IOException {
    Path file = RealModels.folder("vestibule.fixtures", "fixtures").resolve("speech").resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "run testkit/fixtures.sh data/fixtures data/cache first: " + file);
    return wav(file);
  }

  /** Returns the samples of a file of mono PCM. */
  static short[] wav(Path file) throws IOException {
    ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 12;
    while (wav.getInt(at) != 0x61746164) { // "data"
      at += 8 + wav.getInt(at + 4);
    }
    short[] samples = new short[Math.min(wav.getInt(at + 4), wav.limit() - at - 8) / 2];
    wav.position(at + 8).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /** Returns the samples a second of a file of mono PCM. */
  static int rate(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getInt(24);
  }

  private static short pcm(double value) {
    return (short) Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768)));
  }
}
