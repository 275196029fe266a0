// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.audio.internal.Sounds;
import org.vestibule.audio.internal.sound.Pcm;

class LevelTest {
  private static final int RATE = 16_000;
  private static final int BLOCK = 160;
  private static final double CEILING = Math.pow(10, -1 / 20.0);

  @ParameterizedTest
  @ValueSource(ints = {8000, 16_000, 44_100, 48_000})
  void aFullSineIsThreeDecibelsBelowFullScaleAtEveryRate(int rate) {
    Meter meter = new Meter(rate);
    meter.accept(Sounds.tone(rate, 440, 0.999, 2));

    assertThat(meter.levelDbfs()).isCloseTo(-3.01, within(0.05));
    assertThat(meter.peakDbfs()).isCloseTo(0, within(0.02));
  }

  @Test
  void silenceAndNothingAreMinusOneHundredAndTwenty() {
    Meter meter = new Meter(RATE);
    assertThat(meter.levelDbfs()).isEqualTo(-120);
    assertThat(meter.peakDbfs()).isEqualTo(-120);
    assertThat(meter.clippedShare()).isZero();
    meter.accept(new short[5000]);
    assertThat(meter.levelDbfs()).isEqualTo(-120);
  }

  @Test
  void theLastSecondCountsAndClippingCountsForEver() {
    Meter meter = new Meter(RATE);
    short[] square = new short[RATE];
    Arrays.fill(square, Short.MIN_VALUE);
    meter.accept(square);
    assertThat(meter.clippedShare()).isEqualTo(1);
    meter.accept(new short[3 * RATE]);

    assertThat(meter.levelDbfs()).isEqualTo(-120);
    assertThat(meter.peakDbfs()).isEqualTo(-120);
    assertThat(meter.clippedShare()).isEqualTo(0.25);
  }

  @Test
  void nothingEverGetsThroughTheLimiter() {
    Random random = new Random(85);
    Limiter limiter = new Limiter(RATE);
    for (int i = 0; i < 3000; i++) {
      float[] block = new float[1 + random.nextInt(400)];
      double loud = Math.pow(10, random.nextInt(60) / 20.0) * (random.nextInt(3) - 1);
      for (int k = 0; k < block.length; k++) {
        block[k] = (float) (loud * random.nextGaussian());
      }
      limiter.apply(block);
      for (short sample : Pcm.shorts(block)) {
        assertThat(Math.abs((int) sample)).isLessThanOrEqualTo((int) (CEILING * 32_768));
      }
    }
  }

  @Test
  void whatIsSoftPassesTheLimiterUnchangedButForItsDelay() {
    float[] tone = Pcm.floats(Sounds.tone(RATE, 500, 0.8, 1), 0, RATE);
    float[] limited = tone.clone();
    Limiter limiter = new Limiter(RATE);
    limiter.apply(limited);

    assertThat(limiter.delay()).isEqualTo(80);
    for (int i = 80; i < RATE; i++) {
      assertThat(limited[i]).isCloseTo(tone[i - 80], within(1e-5f));
    }
  }

  @Test
  void aTenthOfASecondAfterABurstTheVoiceIsBack() {
    float[] sound = Pcm.floats(Sounds.tone(RATE, 500, 0.5, 1), 0, RATE);
    for (int i = 4000; i < 4800; i++) {
      sound[i] *= 40;
    }
    float[] limited = sound.clone();
    new Limiter(RATE).apply(limited);

    assertThat(peak(limited, 4800 + 1600 + 80, 4800 + 3200)).isGreaterThan(0.5 * 0.75);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-45, -35, -23, -14})
  void speechComesToTheTargetFromNearAndFar(double spoken) {
    GainControl gain = new GainControl(RATE, -23, 24);
    double last = 0;
    for (int i = 0; i < 500; i++) {
      float[] block = voice(spoken, i);
      gain.apply(block, true);
      last = Decibels.ofPower(Decibels.power(block));
    }
    assertThat(last).isCloseTo(-23, within(1.0));
  }

  @Test
  void aWhisperGetsTheLargestGainAndNoMore() {
    GainControl gain = new GainControl(RATE, -23, 24);
    for (int i = 0; i < 500; i++) {
      gain.apply(voice(-70, i), true);
    }
    assertThat(gain.gainDb()).isCloseTo(24, within(1e-9));
  }

  @Test
  void betweenWordsTheGainStandsStill() {
    GainControl gain = new GainControl(RATE, -23, 24);
    for (int i = 0; i < 300; i++) {
      gain.apply(voice(-40, i), true);
    }
    double before = gain.gainDb();
    for (int i = 0; i < 1000; i++) {
      gain.apply(voice(-60, i), false);
    }
    assertThat(gain.gainDb()).isEqualTo(before);
  }

  /** A slamming door every second, 30 dB above the voice, 50 ms long: the voice keeps its level. */
  @Test
  void burstsDoNotPumpTheVoice() {
    GainControl gain = new GainControl(RATE, -23, 24);
    Limiter limiter = new Limiter(RATE);
    Random random = new Random(3);
    double least = 0;
    double most = -100;
    for (int i = 0; i < 1000; i++) {
      boolean burst = i > 300 && i % 100 < 5;
      float[] block = voice(-35, i);
      if (burst) {
        for (int k = 0; k < BLOCK; k++) {
          block[k] += (float) (0.9 * (2 * random.nextDouble() - 1));
        }
      }
      gain.apply(block, true);
      limiter.apply(block);
      assertThat(peak(block, 0, BLOCK)).isLessThanOrEqualTo(CEILING);
      if (i > 300 && i % 100 > 30) {
        double level = Decibels.ofPower(Decibels.power(block));
        least = Math.min(least, level);
        most = Math.max(most, level);
      }
    }
    assertThat(most - least).isLessThan(3);
    assertThat(least).isCloseTo(-23, within(4.0));
  }

  @Test
  void withoutAModelSpeechIsWhatRisesAboveTheNoise() {
    SpeechGate gate = new SpeechGate(RATE);
    int inNoise = 0;
    int inSpeech = 0;
    for (int i = 0; i < 1000; i++) {
      inNoise += gate.speaks(noise(-50, i)) ? 1 : 0;
    }
    for (int i = 0; i < 100; i++) {
      inSpeech += gate.speaks(voice(-30, i)) ? 1 : 0;
    }
    assertThat(inNoise).isLessThan(300);
    assertThat(inSpeech).isGreaterThan(90);
    assertThat(gate.speaks(new float[BLOCK])).isFalse();
  }

  private static float[] voice(double dbfs, int number) {
    float[] block = new float[BLOCK];
    double amplitude = Math.sqrt(2) * Decibels.factor(dbfs);
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (float) (amplitude * Math.sin(2 * Math.PI * 200 * (number * BLOCK + i) / RATE));
    }
    return block;
  }

  private static float[] noise(double dbfs, int seed) {
    Random random = new Random(seed);
    float[] block = new float[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (float) (Decibels.factor(dbfs) * random.nextGaussian());
    }
    return block;
  }

  private static double peak(float[] samples, int from, int to) {
    double peak = 0;
    for (int i = from; i < to; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    return peak;
  }
}
