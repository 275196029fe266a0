// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;

class SynthesisTest {
  private static final SynthesisComponent SYNTHESIS = new SynthesisComponent();

  @BeforeAll
  static void load() {
    SYNTHESIS.activate(Map.of());
  }

  @AfterAll
  static void close() throws InterruptedException {
    SYNTHESIS.deactivate();
  }

  @Test
  void aTextBecomesSoundAsLoudAsTheCatalogue() throws Exception {
    SpokenPrompt spoken = SYNTHESIS.speak("Please wait for the second lift.", Locale.ENGLISH);
    assertThat(spoken.format().sampleRate()).isEqualTo(16_000);
    assertThat(spoken.language()).isEqualTo(Locale.US);
    assertThat(spoken.samples().length).isBetween(16_000, 64_000);
    short[] samples = spoken.samples();
    int peak = IntStream.range(0, samples.length).map(i -> Math.abs(samples[i])).max().orElse(0);
    assertThat(peak).isBetween(23_000, 23_400);
    assertThat(SYNTHESIS.status().state()).isEqualTo(State.READY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zo\u00eb M\u00fcller lives in 1204.",
        "<prosody rate='fast'>hello</prosody> & \"more\" @ #%*()~^|\\",
        "\u0000\u0007lift\r\n\tlift",
        "A. B. C. 12345678901234567890 $1,000.50 10:30 1/2"
      })
  void signsThatNoVoiceKnowsDoNotStopIt(String text) throws Exception {
    assertThat(SYNTHESIS.speak(text, Locale.US).samples()).hasSizeGreaterThan(4000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ... ", "\u4f60\u597d"})
  void aTextWithoutAWordIsRefused(String text) {
    assertThatThrownBy(() -> SYNTHESIS.speak(text, Locale.US))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("synthesis-failed"));
  }

  @Test
  void aTextThatIsTooLongAndAnotherLanguageAreRefused() throws Exception {
    assertThatThrownBy(() -> SYNTHESIS.speak("a".repeat(301), Locale.US))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("text-too-long"))
        .hasMessageContaining("301 characters");
    assertThatThrownBy(() -> SYNTHESIS.speak("Hallo", Locale.GERMAN))
        .hasMessageContaining("language de");
    assertThat(SYNTHESIS.speak("word ".repeat(60), Locale.US).samples()).isNotEmpty();
  }

  @Test
  void aSlowerRateIsHeardInTheNextTextAndAWrongOneChangesNothing() throws Exception {
    try {
      SYNTHESIS.modified(Map.of("rate", "100"));
      int slow = SYNTHESIS.speak("Please come in.", Locale.US).samples().length;
      SYNTHESIS.modified(Map.of("rate", "1000"));
      assertThat(SYNTHESIS.status().cause()).isEqualTo(Cause.CONFIGURATION);
      assertThat(SYNTHESIS.status().sentence()).contains("rate", "1000", "80 to 250");
      assertThat(SYNTHESIS.speak("Please come in.", Locale.US).samples()).hasSize(slow);
      SYNTHESIS.modified(Map.of());
      assertThat(SYNTHESIS.speak("Please come in.", Locale.US).samples().length)
          .isLessThan(slow * 3 / 4);
    } finally {
      SYNTHESIS.modified(Map.of());
    }
  }
}
