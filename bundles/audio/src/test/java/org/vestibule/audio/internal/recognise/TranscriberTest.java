// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;

/** A pack of Whisper's form, in miniature, on the real runtime. */
class TranscriberTest {
  @TempDir Path folder;
  private MiniWhisper whisper;
  private Vocabulary vocabulary;

  @BeforeEach
  void open() throws Exception {
    whisper = new MiniWhisper(folder);
    vocabulary = new Vocabularies().of(whisper);
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(whisper.open()).isZero();
    whisper.close();
  }

  @Test
  void theManifestDrivesPromptCacheMarksAndEnd() throws Exception {
    Transcript heard = new Transcriber(whisper, vocabulary).transcribe(tone(1));
    // Without the cache it would go on to its cap, without suppression it would begin with "[".
    assertThat(heard.text()).isEqualTo("Hello doorHello door");
    assertThat(heard.best().tokens()).containsExactly(0, 1, 0, 1);
    assertThat(heard.readings()).hasSize(1);
    assertThat(heard.noSpeech()).isLessThan(0.1);
  }

  @Test
  void itsOwnMarkForNobodyIsReadInSilence() throws Exception {
    assertThat(new Transcriber(whisper, vocabulary).transcribe(new float[16_000]).noSpeech())
        .isGreaterThan(0.9);
  }

  @Test
  void aBeamFindsTheSameBestReadingAndOthers() throws Exception {
    Transcript heard = new Transcriber(whisper, vocabulary).transcribe(tone(1), 4, () -> false);
    assertThat(heard.readings()).hasSizeGreaterThan(1);
    assertThat(heard.readings().stream().map(Reading::text))
        .contains("Hello doorHello door")
        .doesNotHaveDuplicates()
        .anyMatch(text -> text.contains("desk"));
    double before = 0;
    for (Reading reading : heard.readings()) {
      assertThat(reading.meanLogProbability()).isLessThanOrEqualTo(before);
      before = reading.meanLogProbability();
    }
  }

  @Test
  void workThatNobodyWantsEndsEarly() throws Exception {
    Transcriber transcriber = new Transcriber(whisper, vocabulary);
    assertThat(transcriber.transcribe(tone(1), 1, () -> true).best().tokens()).hasSize(1);
    assertThat(transcriber.transcribe(tone(1), 4, () -> true).readings()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"wav2vec, eos, 4", "whisper, eos, 4.5", "whisper, start1, -7"})
  void aManifestThatCannotBeFollowedIsRefused(String family, String key, double value) {
    ModelManifest good = whisper.manifest();
    Map<String, Double> parameters = new HashMap<>(good.parameters());
    parameters.put(key, value);
    ModelManifest bad =
        new ModelManifest(
            "bad",
            "1",
            1,
            good.expires(),
            good.slot(),
            good.task(),
            family,
            good.languages(),
            good.licence(),
            good.commercialUse(),
            "",
            "",
            good.networks(),
            good.tokenizer(),
            good.labels(),
            parameters);
    assertThatThrownBy(
            () -> {
              FrontEnd.of(bad);
              DecoderRules.of(bad, vocabulary);
            })
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-manifest-invalid"))
        .hasMessageContaining("bad@1");
  }

  private static float[] tone(int seconds) {
    float[] tone = new float[16_000 * seconds];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1000 * i / 16_000));
    }
    return tone;
  }
}
