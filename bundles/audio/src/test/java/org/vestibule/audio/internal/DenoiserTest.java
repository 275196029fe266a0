// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.audio.internal.recognise.Reading;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Transcription;
import org.vestibule.audio.internal.suppress.Suppressor;

class DenoiserTest {
  private static final String MODEL = "moonshine-base@0.1.10";
  private static final String HELPS =
      """
      model = moonshine-base@0.1.10
      denoiser = suppressor
      n_words = 4120
      wer_without = 0.31
      wer_with = 0.27
      wer_difference_upper95 = -0.012
      """;

  @TempDir Path data;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private Denoiser denoiser;
  private float[] heard;

  @BeforeEach
  void install() throws Exception {
    Files.createDirectories(data.resolve(Denoiser.RESULT).getParent());
    denoiser = new Denoiser(data);
    denoiser.source(
        () -> {
          opened.incrementAndGet();
          return Optional.of(new Halving());
        });
  }

  @Test
  void withoutAnEvaluationItIsRefusedAndTheSoundStaysAsItIs() throws Exception {
    assertThat(refusal()).contains("there is no evaluations/speech-denoiser.properties", "eval");
    assertThat(through(tone())).isEqualTo(tone());
    assertThat(opened).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "-0.012, 0.004, only below 0",
    "-0.012, NaN, only below 0",
    "wer_difference_upper95, difference, only below 0",
    "suppressor, wiener, and not the suppressor",
    "moonshine-base, moonshine-tiny, it was evaluated with"
  })
  void anEvaluationThatDoesNotShowItIsRefusedWithTheReason(String from, String to, String reason)
      throws Exception {
    write(HELPS.replace(from, to));
    assertThat(refusal()).contains(reason);
    assertThat(through(tone())).isEqualTo(tone());
  }

  @Test
  void withoutASuppressorItIsRefused() throws Exception {
    write(HELPS);
    denoiser.source(null);
    assertThat(refusal()).contains("no suppressor is installed");
    assertThat(through(tone())).isEqualTo(tone());
  }

  @Test
  void anEvaluationThatShowsThatItHelpsPutsTheSuppressorInFront() throws Exception {
    write(HELPS);
    assertThat(denoiser.refusal(RecogniserDenoiser.SUPPRESSOR, MODEL)).isEmpty();
    float[] through = through(tone());
    assertThat(through).hasSize(16_000);
    // Half as loud, and in its place: the suppressor's delay is made up for.
    for (int i = 1000; i < 15_000; i += 7) {
      assertThat((double) through[i]).isCloseTo(tone()[i] / 2.0, within(0.01));
    }
    assertThat(closed).hasValue(1);
  }

  @Test
  void whatIsOffNeedsNoEvaluation() {
    assertThat(denoiser.refusal(RecogniserDenoiser.OFF, MODEL)).isEmpty();
  }

  private String refusal() {
    return denoiser.refusal(RecogniserDenoiser.SUPPRESSOR, MODEL).orElse("");
  }

  private float[] through(float[] sound) throws Exception {
    Transcription words =
        (samples, beams, abandoned) -> {
          heard = samples;
          return new Transcript(List.of(new Reading("", new int[0], 0, 0)), 0, 0, 0, 0);
        };
    denoiser
        .inFrontOf(words, RecogniserDenoiser.SUPPRESSOR, MODEL)
        .transcribe(sound, 1, () -> false);
    return heard;
  }

  private void write(String result) throws Exception {
    Files.writeString(data.resolve(Denoiser.RESULT), result);
  }

  private static float[] tone() {
    float[] tone = new float[16_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 16_000));
    }
    return tone;
  }

  /** Halves the sound, a frame late as the contract says. */
  private final class Halving implements Suppressor {
    private float[] before = new float[FRAME];

    @Override
    public float clean(float[] frame) {
      float[] now = frame.clone();
      for (int i = 0; i < FRAME; i++) {
        frame[i] = before[i] / 2;
      }
      before = now;
      return 1;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
