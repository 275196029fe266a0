// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.audio.internal.line.Feeds.chunk;
import static org.vestibule.audio.internal.line.Feeds.read;
import static org.vestibule.audio.internal.line.Feeds.rms;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.sound.EchoCanceller;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.Sounds;

@Timeout(180)
class EchoTest {
  private final LinesComponent lines = new LinesComponent();

  @Test
  void withoutACancellerTheRecogniserHearsNothingWhileAPromptPlaysAndAQuarterSecondAfter()
      throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    short[] sound = Sounds.whiteNoise(0.5, 3);
    line.receive(chunk(Arrays.copyOf(sound, 16_000)));
    line.played(chunk(Sounds.tone(16_000, 300, 0.5, 0.25)));
    line.played(chunk(Sounds.tone(16_000, 300, 0.5, 0.25)));
    AudioFeed ear = line.forEar();
    line.receive(chunk(Arrays.copyOfRange(sound, 16_000, sound.length)));
    line.end();

    short[] heard = read(line.forRecogniser());
    assertThat(Arrays.copyOf(heard, 16_000)).isEqualTo(Arrays.copyOf(sound, 16_000));
    int open = 16_000 + 8000 + 4000 + 160;
    assertThat(Arrays.copyOfRange(heard, 16_000, open - 320)).containsOnly((short) 0);
    assertThat(Arrays.copyOfRange(heard, open, heard.length))
        .isEqualTo(Arrays.copyOfRange(sound, open, sound.length));
    assertThat(rms(read(ear), 0, 12_000)).isPositive();
    assertThat(line.meters().echo()).isEqualTo("half-duplex");
  }

  @Test
  void whoeverAnswersAPromptThatEndedWhileTheStationSentNothingIsHeard() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    short[] answer = Sounds.whiteNoise(0.5, 2);
    long begun = 5_000_000_000L;
    line.played(new AudioChunk(Sounds.tone(16_000, 300, 0.5, 1), begun));
    // A panel that sends sound only while somebody speaks, and all of it at once.
    long later = begun + 1_400_000_000L;
    for (int from = 0; from < answer.length; from += 320) {
      line.receive(new AudioChunk(Arrays.copyOfRange(answer, from, from + 320), later));
    }
    line.end();

    assertThat(read(line.forRecogniser())).isEqualTo(answer);
  }

  @Test
  void whoeverSpeaksIntoAPromptIsNotHeardUntilItIsOver() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    long begun = 5_000_000_000L;
    line.played(new AudioChunk(Sounds.tone(16_000, 300, 0.5, 1), begun));
    line.receive(new AudioChunk(Sounds.whiteNoise(0.5, 0.9), begun + 500_000_000L));
    line.end();

    short[] heard = read(line.forRecogniser());
    // Half a second of the prompt is left, and a quarter for its echo.
    assertThat(Arrays.copyOf(heard, 12_000 - 160)).containsOnly((short) 0);
    assertThat(rms(heard, 12_160, heard.length)).isPositive();
  }

  @Test
  void silenceThatIsPlayedSilencesNobody() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    short[] sound = Sounds.whiteNoise(0.5, 1);
    line.played(chunk(new short[16_000]));
    line.receive(chunk(sound));
    line.end();

    assertThat(read(line.forRecogniser())).isEqualTo(sound);
  }

  @Test
  void aCancellerIsAskedForOnlyWhatWasPlayedAndTheRestIsUntouched() throws Exception {
    short[] prompt = Sounds.tone(16_000, 300, 0.5, 0.5);
    short[] voice = Sounds.whiteNoise(0.1, 2);
    Subtraction canceller = new Subtraction();
    lines.setCancellers(() -> canceller);
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.receive(chunk(Arrays.copyOf(voice, 16_000)));
    assertThat(line.meters().echo()).isEqualTo("none");
    line.played(chunk(prompt));
    short[] mixed = Arrays.copyOfRange(voice, 16_000, 32_000);
    for (int i = 0; i < prompt.length; i++) {
      mixed[i] += prompt[i];
    }
    line.receive(chunk(mixed));
    line.end();

    short[] heard = read(line.forRecogniser());
    assertThat(line.meters().echo()).isEqualTo("cancelled");
    assertThat(Arrays.copyOf(heard, 16_000)).isEqualTo(Arrays.copyOf(voice, 16_000));
    // Behind the cross-fade of 10 ms the voice alone is left, and after the tail all passes.
    assertThat(Arrays.copyOfRange(heard, 16_160, 32_000))
        .isEqualTo(Arrays.copyOfRange(voice, 16_160, 32_000));
    line.close();
    assertThat(canceller.closed).isTrue();
  }

  @Test
  void aCancellerThatFailsMakesTheLineHalfDuplex() throws Exception {
    lines.setCancellers(
        () -> {
          throw new UnsatisfiedLinkError("no native library");
        });
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.played(chunk(Sounds.tone(16_000, 300, 0.5, 1)));
    line.receive(chunk(Sounds.whiteNoise(0.5, 1)));
    line.end();

    assertThat(line.meters().echo()).isEqualTo("half-duplex");
    assertThat(read(line.forRecogniser())).containsOnly((short) 0);
  }

  /** Takes away exactly what was played. */
  private static final class Subtraction implements EchoCanceller {
    private short[] last = new short[BLOCK];
    boolean closed;

    @Override
    public void played(short[] block) {
      last = block;
    }

    @Override
    public short[] cancel(short[] block) {
      for (int i = 0; i < BLOCK; i++) {
        block[i] -= last[i];
      }
      return block;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
