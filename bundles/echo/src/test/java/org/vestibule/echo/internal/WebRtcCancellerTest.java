// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.sound.EchoCanceller;

/** The native canceller; skipped, with the reason, where its library cannot be loaded. */
class WebRtcCancellerTest {
  /** Samples after which the filter knows the room. */
  private static final int LEARNED = 5 * Echoes.RATE;

  /** What the canceller's bank of filters holds back: 8 ms. */
  private static final int DELAY = 128;

  @BeforeEach
  void natives() {
    Echoes.assumeNatives();
  }

  /** Echo return loss enhancement (ITU-T G.168): power before over power after. */
  @Test
  void theEchoIsGoneWhenTheRoomIsKnown() throws Exception {
    short[] played = Echoes.recorded("jfk.wav");
    short[] heard = Echoes.microphone(Echoes.echo(played), new short[0], 0);

    short[] cleaned = cancelled(played, heard);

    double before = power(heard, LEARNED, heard.length);
    double after = power(cleaned, LEARNED, heard.length);
    assertThat(10 * Math.log10(before / after)).as("ERLE, dB").isGreaterThan(25);
  }

  @Test
  void aVisitorWhoSpeaksWhileAPromptPlaysIsHeardBetter() throws Exception {
    short[] played = Echoes.recorded("jfk.wav");
    short[] near = Echoes.recorded("courier.wav");
    short[] heard = Echoes.microphone(Echoes.echo(played), near, LEARNED);

    short[] cleaned = cancelled(played, heard);

    double before = siSdr(near, heard, LEARNED);
    double after = siSdr(near, cleaned, LEARNED + DELAY);
    System.out.println(before + " " + after);
    assertThat(after - before).as("dB").isGreaterThan(3);
  }

  @Test
  void withoutEchoNothingIsTouched() throws Exception {
    short[] near = Echoes.recorded("courier.wav");
    int whole = near.length / EchoCanceller.BLOCK * EchoCanceller.BLOCK;

    short[] cleaned = cancelled(new short[near.length], near);

    assertThat(Arrays.copyOfRange(cleaned, DELAY, whole))
        .isEqualTo(Arrays.copyOf(near, whole - DELAY));
  }

  @Test
  void thereMayBeManyLinesAtATime() throws Exception {
    short[] played = Arrays.copyOf(Echoes.recorded("jfk.wav"), Echoes.RATE);
    short[] heard = Echoes.microphone(Echoes.echo(played), new short[0], 0);
    short[] alone = cancelled(played, heard);
    try (WebRtcCanceller other = new WebRtcCanceller(Settings.DEFAULTS)) {
      other.cancel(new short[EchoCanceller.BLOCK]);

      assertThat(cancelled(played, heard)).isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 159, 161, 480})
  void aBlockOfAnotherLengthIsRefused(int length) {
    try (WebRtcCanceller canceller = new WebRtcCanceller(Settings.DEFAULTS)) {
      assertThatThrownBy(() -> canceller.cancel(new short[length]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("160");
      assertThatThrownBy(() -> canceller.played(new short[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatIsClosedIsNotUsedAgain() {
    WebRtcCanceller canceller = new WebRtcCanceller(Settings.DEFAULTS);

    canceller.close();
    canceller.close();

    assertThatThrownBy(() -> canceller.cancel(new short[EchoCanceller.BLOCK]))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"low", "moderate", "high"})
  void noiseFallsOnlyWhereASiteAsksForIt(String level) {
    Random random = new Random(2);
    short[] noise = new short[3 * Echoes.RATE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (500 * random.nextGaussian());
    }
    short[] cleaned;
    try (WebRtcCanceller canceller = new WebRtcCanceller(new Settings(40, true, level))) {
      cleaned = Echoes.cancelled(canceller, new short[noise.length], noise);
    }

    double before = power(noise, 2 * Echoes.RATE, noise.length);
    assertThat(power(cleaned, 2 * Echoes.RATE, noise.length)).isLessThan(before / 2);
  }

  private static short[] cancelled(short[] played, short[] heard) {
    try (WebRtcCanceller canceller = new WebRtcCanceller(Settings.DEFAULTS)) {
      return Echoes.cancelled(canceller, played, heard);
    }
  }

  private static double power(short[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return sum / (to - from);
  }

  /** Scale-invariant signal-to-distortion ratio (Le Roux et al. 2019), dB. */
  private static double siSdr(short[] wanted, short[] sound, int from) {
    int count = Math.min(wanted.length, sound.length - from);
    double own = 0;
    double both = 0;
    double all = 0;
    for (int i = 0; i < count; i++) {
      own += wanted[i] * wanted[i];
      both += wanted[i] * sound[from + i];
      all += sound[from + i] * sound[from + i];
    }
    double kept = both * both / own;
    return 10 * Math.log10(kept / (all - kept));
  }
}
