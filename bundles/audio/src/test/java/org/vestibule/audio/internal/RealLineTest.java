// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.line.LinesComponent;
import org.vestibule.audio.internal.packet.Network;
import org.vestibule.audio.internal.sound.Pcm;
import org.vestibule.audio.internal.sound.Resampler;

/** A recorded speech through a telephone line and a bad network, heard by the real networks. */
class RealLineTest {
  private static final List<String> KEYWORDS =
      List.of("fellow", "americans", "ask", "not", "what", "your", "country", "can", "do", "you");

  private static RealModels models;
  private static AudioComponent audio;

  @BeforeAll
  static void open() throws Exception {
    models = RealModels.open();
    audio = new AudioComponent();
    audio.setStore(models.store());
    // The speaker pauses for 0.8 s and more.
    audio.activate(Map.of("silenceHangoverMillis", 2000));
  }

  @AfterAll
  static void close() {
    if (models != null) {
      audio.deactivate();
      models.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"PCMU, 0.05", "OPUS, 0.1"})
  void aSpeechIsUnderstoodThoughPacketsAreLost(SoundEncoding encoding, double loss)
      throws Exception {
    short[] speech = Sounds.joined(Sounds.recorded("jfk.wav"), Sounds.silence(3));
    Network network = new Network(7).with(loss, 30);
    VoiceLine line = new LinesComponent().open(encoding);
    network.carry(encoding, at(encoding.format().sampleRate(), speech)).forEach(line::receive);
    line.end();

    String text = heard(line).toLowerCase(Locale.ROOT);
    long understood = KEYWORDS.stream().filter(text::contains).count();
    assertThat(line.meters().lost()).isPositive();
    assertThat(understood).as(text).isGreaterThanOrEqualTo(KEYWORDS.size() - 1);
  }

  private static String heard(VoiceLine line) throws Exception {
    CompletableFuture<SpeechEvent> last = new CompletableFuture<>();
    audio.listen(
        line.forRecogniser(),
        new SpeechWish(Locale.US, Duration.ofSeconds(60)),
        event -> {
          if (event instanceof SpeechEvent.FinalText
              || event instanceof SpeechEvent.NoSpeech
              || event instanceof SpeechEvent.SpeechFailed) {
            last.complete(event);
          }
        });
    SpeechEvent event = last.get(60, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(SpeechEvent.FinalText.class);
    return ((SpeechEvent.FinalText) event).text();
  }

  private static short[] at(int rate, short[] samples) {
    return Pcm.shorts(new Resampler(Resampler.RATE, rate).push(samples, 0, samples.length));
  }
}
