// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.audio.internal.Sounds;

class ResamplerTest {
  @ParameterizedTest
  @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 32_000, 44_100, 47_999, 48_000})
  void aToneKeepsLevelFrequencyAndPhase(int rate) {
    float[] heard = resampled(rate, Sounds.tone(rate, 1000, 0.5, 1));

    double amplitude = amplitude(heard, 1000);
    assertThat(20 * Math.log10(amplitude / 0.5)).isCloseTo(0, within(0.1));
    double worst = 0;
    for (int n = 800; n < heard.length - 800; n++) {
      double expected = 0.5 * Math.sin(2 * Math.PI * 1000 * n / 16_000);
      worst = Math.max(worst, Math.abs(heard[n] - expected));
    }
    assertThat(20 * Math.log10(worst / 0.5)).isLessThan(-50);
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 8200",
    "48000, 10000",
    "48000, 12000",
    "48000, 15000",
    "48000, 23000",
    "44100, 8200",
    "44100, 9000",
    "44100, 15000",
    "44100, 21000",
    "22050, 9000",
    "47999, 12000"
  })
  void aToneThatSixteenKilohertzCannotHoldIsGone(int rate, double hertz) {
    float[] heard = resampled(rate, Sounds.tone(rate, hertz, 0.9, 0.5));

    assertThat(20 * Math.log10(peak(heard, 400) / 0.9)).isLessThan(-50);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 2000, 3400})
  void telephoneSoundGetsNoMirrorImage(int hertz) {
    float[] heard = resampled(8000, Sounds.tone(8000, hertz, 0.5, 1));

    assertThat(20 * Math.log10(amplitude(heard, 8000 - hertz) / 0.5)).isLessThan(-50);
    assertThat(20 * Math.log10(amplitude(heard, hertz) / 0.5)).isCloseTo(0, within(0.3));
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 44_100, 47_999, 48_000})
  void aConstantStaysTheConstant(int rate) {
    short[] constant = new short[rate / 2];
    Arrays.fill(constant, (short) 8192);

    float[] heard = resampled(rate, constant);

    for (int n = 400; n < heard.length - 400; n++) {
      assertThat(heard[n]).isCloseTo(0.25f, within(1e-4f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 16_000, 44_100, 48_000})
  void chunksOfAnySizeGiveTheSameSamples(int rate) {
    short[] noise = Sounds.whiteNoise(0.8, 1);
    float[] whole = resampled(rate, noise);
    Resampler resampler = new Resampler(rate);
    Random random = new Random(1);
    float[] pieces = new float[whole.length];
    int filled = 0;
    for (int at = 0; at < noise.length; ) {
      int count = Math.min(noise.length - at, random.nextInt(700));
      float[] piece = resampler.push(noise, at, count);
      System.arraycopy(piece, 0, pieces, filled, piece.length);
      filled += piece.length;
      at += count;
    }
    float[] rest = resampler.flush();
    System.arraycopy(rest, 0, pieces, filled, rest.length);

    assertThat(filled + rest.length).isEqualTo(whole.length);
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void asManySecondsComeOutAsGoIn() {
    for (int rate : new int[] {8000, 16_000, 44_100, 48_000}) {
      assertThat(resampled(rate, new short[10 * rate]).length).isEqualTo(160_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"16000, 48000", "48000, 8000", "8000, 48000", "16000, 8000", "44100, 48000"})
  void aToneKeepsItsLevelAtEveryTarget(int rate, int target) {
    Resampler resampler = new Resampler(rate, target);
    short[] tone = Sounds.tone(rate, 1000, 0.5, 1);
    float[] heard = resampler.push(tone, 0, tone.length);

    double worst = 0;
    for (int n = target / 20; n < heard.length; n++) {
      double expected = 0.5 * Math.sin(2 * Math.PI * 1000 * n / target);
      worst = Math.max(worst, Math.abs(heard[n] - expected));
    }
    assertThat(20 * Math.log10(worst / 0.5)).isLessThan(-50);
    assertThat(heard.length + resampler.flush().length).isEqualTo(target);
  }

  @Test
  void upAndDownAgainIsTheSameSpeechBand() {
    short[] tone = Sounds.tone(16_000, 3000, 0.5, 1);
    float[] wide = joined(new Resampler(16_000, 48_000), Pcm.floats(tone, 0, tone.length));
    short[] back = Pcm.shorts(joined(new Resampler(48_000, 16_000), wide));

    assertThat(back).hasSize(tone.length);
    for (int n = 400; n < tone.length - 400; n++) {
      assertThat((int) back[n]).isCloseTo(tone[n], within(60));
    }
  }

  @Test
  void everySampleSurvivesTheWayThroughFloats() {
    short[] every = new short[65_536];
    for (int i = 0; i < every.length; i++) {
      every[i] = (short) (i - 32_768);
    }
    assertThat(Pcm.shorts(new Resampler(16_000).push(every, 0, every.length))).isEqualTo(every);
    assertThat(Pcm.shorts(new float[] {1.5f, -1.5f, Float.NaN}))
        .containsExactly((short) 32_767, (short) -32_768, (short) 0);
  }

  private static float[] joined(Resampler resampler, float[] samples) {
    float[] head = resampler.push(samples, 0, samples.length);
    float[] tail = resampler.flush();
    float[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static float[] resampled(int rate, short[] samples) {
    Resampler resampler = new Resampler(rate);
    float[] head = resampler.push(samples, 0, samples.length);
    float[] tail = resampler.flush();
    float[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static double amplitude(float[] samples, double hertz) {
    double real = 0;
    double imaginary = 0;
    double weights = 0;
    for (int n = 0; n < samples.length; n++) {
      double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / samples.length);
      real += weight * samples[n] * Math.cos(2 * Math.PI * hertz * n / 16_000);
      imaginary += weight * samples[n] * Math.sin(2 * Math.PI * hertz * n / 16_000);
      weights += weight;
    }
    return 2 * Math.hypot(real, imaginary) / weights;
  }

  private static double peak(float[] samples, int margin) {
    double peak = 0;
    for (int n = margin; n < samples.length - margin; n++) {
      peak = Math.max(peak, Math.abs(samples[n]));
    }
    return peak;
  }
}
