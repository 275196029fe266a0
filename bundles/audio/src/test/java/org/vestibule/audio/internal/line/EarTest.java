// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vestibule.audio.internal.line.Feeds.chunk;
import static org.vestibule.audio.internal.line.Feeds.read;
import static org.vestibule.audio.internal.line.Feeds.rms;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.Sounds;
import org.vestibule.audio.internal.suppress.Suppressor;

@Timeout(180)
class EarTest {
  private static final Duration WAIT = Duration.ofSeconds(60);
  private final LinesComponent lines = new LinesComponent();

  @Test
  void aListenerHearsFromNowOnAtAnEvenLevelAndNeverTooLoud() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.receive(chunk(Sounds.whiteNoise(0.9, 1)));
    AudioFeed ear = line.forEar();
    short[] soft = Sounds.amplified(Sounds.music(6), 0.02);
    double last = 0;
    for (int at = 0; at < soft.length; at += 320) {
      line.receive(chunk(Arrays.copyOfRange(soft, at, at + 320)));
      short[] heard = ear.next(Duration.ZERO).map(AudioChunk::samples).orElse(new short[0]);
      last = heard.length == 0 ? last : 0.9 * last + 0.1 * rms(heard, 0, heard.length);
    }

    assertThat(20 * Math.log10(last)).isCloseTo(-23, within(3.0));
    assertThat(line.meters().gainDb()).isBetween(10.0, 24.0);
    line.receive(chunk(Sounds.whiteNoise(1, 0.5)));
    line.end();
    for (short sample : read(ear)) {
      assertThat(Math.abs((int) sample)).isLessThanOrEqualTo(29_204);
    }
  }

  @Test
  void aListenerThatDoesNotReadLosesTheOldestAndHoldsNobodyUp() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    AudioFeed ear = line.forEar();
    for (int i = 0; i < 60 * 50; i++) {
      line.receive(new AudioChunk(new short[320], i * 20_000_000L));
    }
    line.end();

    AudioChunk oldest = ear.next(WAIT).orElseThrow();
    assertThat(oldest.capturedNanos()).isEqualTo(58_000_000_000L);
    assertThat(read(ear).length + oldest.samples().length).isBetween(32_000, 32_500);
    assertThat(read(line.forRecogniser())).hasSize(60 * 16_000);
  }

  @Test
  void theSuppressorIsForTheEarAloneAndCostsNothingBefore() throws Exception {
    Muting muting = new Muting();
    lines.setSuppressors(() -> Optional.of(muting));
    short[] sound = Sounds.whiteNoise(0.5, 1);
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.receive(chunk(sound));
    assertThat(muting.frames).isZero();
    AudioFeed ear = line.forEar();
    line.receive(chunk(sound));
    line.end();

    assertThat(read(ear)).containsOnly((short) 0);
    assertThat(muting.frames).isBetween(100, 105);
    assertThat(read(line.forRecogniser())).isEqualTo(Sounds.joined(sound, sound));
    ear.close();
    assertThat(muting.closed).isTrue();
  }

  @Test
  void aSuppressorThatFailsIsLeftOut() throws Exception {
    lines.setSuppressors(
        () ->
            Optional.of(
                new Muting() {
                  @Override
                  public float clean(float[] frame) {
                    throw new IllegalStateException("the model is gone");
                  }
                }));
    VoiceLine line = lines.open(new AudioFormat(16_000));
    AudioFeed ear = line.forEar();
    line.receive(chunk(Sounds.tone(16_000, 500, 0.1, 1)));
    line.end();

    assertThat(rms(read(ear), 4000, 15_000)).isGreaterThan(0.02);
  }

  private static class Muting implements Suppressor {
    int frames;
    boolean closed;

    @Override
    public float clean(float[] frame) {
      frames++;
      Arrays.fill(frame, 0);
      return 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
