// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.audio.internal.Sounds;

class CodecsTest {
  private final Codecs codecs = new Codecs();

  @ParameterizedTest
  @EnumSource
  void aPayloadOfNothingOrOfTooMuchIsRefusedAndTheNextOneIsHeard(SoundEncoding encoding)
      throws Exception {
    SoundDecoder decoder = codecs.decoder(encoding);
    for (int length : new int[] {0, 1501, 65_507}) {
      assertThatThrownBy(() -> decoder.decode(new byte[length]))
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e -> {
                assertThat(e.code()).isEqualTo("sound-payload-invalid");
                assertThat(e.found()).contains(length + " bytes");
                assertThat(e.allowed()).contains("1500", encoding.name());
              });
    }
    byte[] good = codecs.encoder(encoding).encode(new short[samples(encoding, 20)]);
    assertThat(decoder.decode(good)).hasSize(samples(encoding, 20));
  }

  @Test
  void whatIsNoOpusIsRefusedAndTheNextPacketIsHeard() throws Exception {
    SoundDecoder decoder = codecs.decoder(SoundEncoding.OPUS);
    byte[] good = codecs.encoder(SoundEncoding.OPUS).encode(new short[320]);
    Random random = new Random(6716);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] broken = new byte[1 + random.nextInt(1500)];
      random.nextBytes(broken);
      try {
        assertThat(decoder.decode(broken).length).isBetween(40, 1920);
      } catch (VestibuleException e) {
        assertThat(e.code()).isEqualTo("sound-payload-invalid");
        refused++;
        assertThat(decoder.decode(good)).hasSize(320);
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void anOddNumberOfBytesIsDecodedAllTheSame(SoundEncoding encoding) throws Exception {
    short[] sound = Sounds.tone(encoding.format().sampleRate(), 500, 0.5, 0.02);
    byte[] payload = codecs.encoder(encoding).encode(sound);
    int odd = payload.length - 1 + payload.length % 2;
    if (encoding == SoundEncoding.OPUS) {
      odd = payload.length;
    }
    short[] heard = codecs.decoder(encoding).decode(Arrays.copyOf(payload, odd));
    int each = encoding == SoundEncoding.G722 ? 2 : 1;
    assertThat(heard).hasSize(encoding == SoundEncoding.OPUS ? 320 : each * odd);
  }

  @ParameterizedTest
  @EnumSource
  void onlyPacketsOfTenToSixtyMillisecondsAreEncoded(SoundEncoding encoding) {
    SoundEncoder encoder = codecs.encoder(encoding);
    for (int millis : new int[] {10, 20, 40, 60}) {
      assertThat(encoder.encode(new short[samples(encoding, millis)])).isNotEmpty();
    }
    for (int wrong : new int[] {0, 1, 159, 161, samples(encoding, 30), samples(encoding, 80)}) {
      if (wrong != samples(encoding, 10) && wrong != samples(encoding, 20)) {
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(new short[wrong]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLossIsMadeUpForSampleBySampleAndFadesAway(SoundEncoding encoding) throws Exception {
    int rate = encoding.format().sampleRate();
    SoundEncoder encoder = codecs.encoder(encoding);
    SoundDecoder decoder = codecs.decoder(encoding);
    short[] tone = Sounds.tone(rate, 200, 0.5, 1);
    for (int at = 0; at < tone.length; at += rate / 50) {
      decoder.decode(encoder.encode(Arrays.copyOfRange(tone, at, at + rate / 50)));
    }

    short[] first = decoder.conceal(rate / 50);
    assertThat(first).hasSize(rate / 50);
    assertThat(rms(first)).isGreaterThan(0.05);
    short[] last = first;
    for (int i = 0; i < 25; i++) {
      last = decoder.conceal(rate / 50);
    }
    assertThat(rms(last)).isLessThan(0.02);
    assertThat(decoder.conceal(7)).hasSize(7);
    assertThat(decoder.conceal(rate * 120 / 1000)).hasSize(rate * 120 / 1000);
    int tooMuch = rate * 120 / 1000 + 1;
    assertThatIllegalArgumentException().isThrownBy(() -> decoder.conceal(tooMuch));
    assertThatIllegalArgumentException().isThrownBy(() -> decoder.conceal(-1));
  }

  @ParameterizedTest
  @EnumSource
  void aLossBeforeAnySoundIsSilence(SoundEncoding encoding) {
    assertThat(codecs.decoder(encoding).conceal(160)).containsOnly((short) 0);
  }

  /** The signal-to-noise ratio of a round trip; the delay of the filters is made up for. */
  @ParameterizedTest
  @CsvSource({"PCMU, 0, 35", "PCMA, 0, 35", "G722, 22, 25", "OPUS, -1, 12"})
  void aRoundTripKeepsTheSound(SoundEncoding encoding, int delay, double least) throws Exception {
    int rate = encoding.format().sampleRate();
    SoundEncoder encoder = codecs.encoder(encoding);
    SoundDecoder decoder = codecs.decoder(encoding);
    short[] tone = Sounds.tone(rate, 440, 0.4, 2);
    short[] heard = new short[tone.length];
    for (int at = 0; at < tone.length; at += rate / 50) {
      short[] packet = Arrays.copyOfRange(tone, at, at + rate / 50);
      System.arraycopy(decoder.decode(encoder.encode(packet)), 0, heard, at, packet.length);
    }
    assertThat(delay >= 0 ? snr(tone, heard, delay) : bestSnr(tone, heard)).isGreaterThan(least);
  }

  private static double bestSnr(short[] sent, short[] heard) {
    double best = -100;
    for (int delay = 0; delay < 400; delay++) {
      best = Math.max(best, snr(sent, heard, delay));
    }
    return best;
  }

  private static double snr(short[] sent, short[] heard, int delay) {
    double signal = 0;
    double noise = 0;
    for (int i = sent.length / 2; i < sent.length - delay; i++) {
      signal += sent[i] * (double) sent[i];
      noise += Math.pow(heard[i + delay] - sent[i], 2);
    }
    return 10 * Math.log10(signal / Math.max(1, noise));
  }

  private static double rms(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += sample * (double) sample;
    }
    return Math.sqrt(sum / samples.length) / 32_768;
  }

  private static int samples(SoundEncoding encoding, int millis) {
    return encoding.format().sampleRate() * millis / 1000;
  }
}
