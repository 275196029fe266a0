// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.audio.internal.Sounds;

class WaveformSubstitutionTest {
  @ParameterizedTest
  @CsvSource({"8000, 100", "8000, 160", "16000, 125", "16000, 200"})
  void aVoicedSoundGoesOnWithItsPitch(int rate, int hertz) {
    short[] voice = Sounds.tone(rate, hertz, 0.5, 0.5);
    WaveformSubstitution substitution = new WaveformSubstitution(rate);
    int lostAt = rate / 50 * 10 + 13;
    substitution.received(Arrays.copyOf(voice, lostAt));

    short[] made = substitution.conceal(rate / 100);

    double error = 0;
    for (int i = 0; i < made.length; i++) {
      error = Math.max(error, Math.abs(made[i] - voice[lostAt + i]));
    }
    assertThat(error / 16_384).isLessThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({"8000", "16000"})
  void noStepIsHeardWhereALossBeginsEndsOrGoesOn(int rate) {
    short[] voice = Sounds.tone(rate, 170, 0.5, 2);
    WaveformSubstitution substitution = new WaveformSubstitution(rate);
    short[] heard = new short[voice.length];
    int packet = rate / 50;
    for (int at = 0; at + packet <= voice.length; at += packet) {
      int number = at / packet;
      short[] part = Arrays.copyOfRange(voice, at, at + packet);
      if (number % 20 >= 10 && number % 20 < 12) {
        part = substitution.conceal(packet);
      } else {
        substitution.received(part);
      }
      System.arraycopy(part, 0, heard, at, packet);
    }
    int steepest = steepest(voice);
    assertThat(steepest(heard)).isLessThan(3 * steepest);
  }

  @Test
  void afterSixtyMillisecondsThereIsSilence() {
    WaveformSubstitution substitution = new WaveformSubstitution(8000);
    substitution.received(Sounds.tone(8000, 150, 0.9, 0.2));

    assertThat(substitution.conceal(480)).isNotEqualTo(new short[480]);
    assertThat(substitution.conceal(960)).containsOnly((short) 0);
  }

  @Test
  void noiseAtFullScaleNeverOverflows() {
    WaveformSubstitution substitution = new WaveformSubstitution(8000);
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      short[] noise = new short[1 + random.nextInt(200)];
      for (int k = 0; k < noise.length; k++) {
        noise[k] = random.nextBoolean() ? Short.MAX_VALUE : Short.MIN_VALUE;
      }
      substitution.received(noise);
      // An overflow would give the other sign: a made-up sample is one of noise, faded.
      short[] made = substitution.conceal(random.nextInt(400));
      assertThat(made.length).isLessThan(400);
      for (short sample : made) {
        assertThat(Math.abs((int) sample)).isLessThanOrEqualTo(32_768);
      }
    }
  }

  @Test
  void whatIsErasedIsNotHeardAgain() {
    WaveformSubstitution substitution = new WaveformSubstitution(8000);
    substitution.received(Sounds.tone(8000, 150, 0.9, 0.2));
    substitution.erase();

    assertThat(substitution.conceal(160)).containsOnly((short) 0);
  }

  private static int steepest(short[] samples) {
    int steepest = 0;
    for (int i = 1; i < samples.length; i++) {
      steepest = Math.max(steepest, Math.abs(samples[i] - samples[i - 1]));
    }
    return steepest;
  }
}
