// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RnNoiseTest {
  private static final int FRAME = Suppressor.FRAME;

  /** Frame by frame against the reference's own build: a voice in noise, silence, noise, a tone. */
  @Test
  void soundsAsTheReferenceDoes() throws Exception {
    RealPack pack = RealPack.open();
    ReferenceBuild reference = new ReferenceBuild(pack.module());
    float[] sound = joined(NoisyVoice.mixed(NoisyVoice.voice(2), 5), quiet(.2), noise(.4, .05));
    double power = 0;
    double error = 0;
    double largest = 0;
    try (RnNoise own = new RnNoise(pack.weights())) {
      for (int from = 0; from + FRAME <= sound.length; from += FRAME) {
        float[] expected = Arrays.copyOfRange(sound, from, from + FRAME);
        float[] frame = expected.clone();
        float voice = reference.clean(expected);
        assertThat(Math.abs(own.clean(frame) - voice)).isLessThan(1e-3f);
        for (int i = 0; i < FRAME; i++) {
          double difference = frame[i] - expected[i];
          power += expected[i] * expected[i];
          error += difference * difference;
          largest = Math.max(largest, Math.abs(difference));
        }
      }
    }
    // Half a step of a 16-bit sample.
    assertThat(largest).isLessThan(.5 / 32_768);
    assertThat(10 * Math.log10(power / error)).as("dB").isGreaterThan(100);
  }

  @Test
  void noiseFallsAndAVoiceStays() throws Exception {
    Weights weights = RealPack.open().weights();
    float[] voice = NoisyVoice.voice(4);
    float[] noise = noise(4, .02);

    assertThat(decibelsLost(weights, noise)).isGreaterThan(15);
    assertThat(decibelsLost(weights, voice)).isBetween(-.5, 1.5);
    assertThat(voiced(weights, noise)).isLessThan(.1f);
    assertThat(voiced(weights, voice)).isGreaterThan(.4f);
  }

  @Test
  void silenceStaysSilenceAndLoudNonsenseFinite() throws Exception {
    Weights weights = RealPack.open().weights();
    try (RnNoise suppressor = new RnNoise(weights)) {
      float[] frame = new float[FRAME];
      assertThat(suppressor.clean(frame)).isZero();
      assertThat(frame).containsOnly(0);
      for (int n = 0; n < 50; n++) {
        for (int i = 0; i < FRAME; i++) {
          frame[i] = i % 7 < 3 ? 1 : -1;
        }
        assertThat(suppressor.clean(frame)).isBetween(0f, 1f);
        for (float sample : frame) {
          assertThat(sample).isBetween(-4f, 4f);
        }
      }
    }
  }

  @Test
  void whatWasHeardIsForgottenWhenTheStreamEnds() throws Exception {
    RnNoise suppressor = new RnNoise(RealPack.open().weights());
    clean(suppressor, noise(.3, .1));

    suppressor.close();

    float[] frame = new float[FRAME];
    suppressor.clean(frame);
    assertThat(frame).containsOnly(0);
  }

  private static double decibelsLost(Weights weights, float[] sound) {
    float[] cleaned = sound.clone();
    try (RnNoise suppressor = new RnNoise(weights)) {
      clean(suppressor, cleaned);
    }
    // The first second is when it learns what the noise is like.
    double before = NoisyVoice.power(sound, 48_000, sound.length - FRAME);
    double after = NoisyVoice.power(cleaned, 48_000 + FRAME, sound.length);
    return 10 * Math.log10(before / after);
  }

  private static float voiced(Weights weights, float[] sound) {
    try (RnNoise suppressor = new RnNoise(weights)) {
      return clean(suppressor, sound.clone());
    }
  }

  /** Cleans in place, and returns the mean probability of speech. */
  private static float clean(RnNoise suppressor, float[] sound) {
    float sum = 0;
    int frames = sound.length / FRAME;
    for (int n = 0; n < frames; n++) {
      float[] frame = Arrays.copyOfRange(sound, n * FRAME, (n + 1) * FRAME);
      sum += suppressor.clean(frame);
      System.arraycopy(frame, 0, sound, n * FRAME, FRAME);
    }
    return sum / frames;
  }

  private static float[] noise(double seconds, double level) {
    float[] noise = NoisyVoice.noise(seconds);
    for (int i = 0; i < noise.length; i++) {
      noise[i] *= (float) level;
    }
    return noise;
  }

  private static float[] quiet(double seconds) {
    return new float[(int) (seconds * 48_000)];
  }

  private static float[] joined(float[]... parts) {
    float[] all = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
