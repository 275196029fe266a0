// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.PromptSynthesizer;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.status.Status.State;

class PromptsTest {
  private final Prompts prompts = new Prompts();
  private final List<String> spoken = new ArrayList<>();

  /** Speaks American English only, and not the word "fail". */
  private final PromptSynthesizer synthesizer =
      new PromptSynthesizer() {
        @Override
        public Set<Locale> languages() {
          return Set.of(Locale.US);
        }

        @Override
        public SpokenPrompt speak(String text, Locale language) throws VestibuleException {
          if (text.equals("fail")) {
            throw new VestibuleException("synthesis-failed", "voice", "ill", "well", "Wait.");
          }
          if (text.equals("crash")) {
            throw new IllegalStateException("a bug");
          }
          spoken.add(text);
          return new SpokenPrompt(text, language, Catalogue.FORMAT, new short[1]);
        }
      };

  @Test
  void withoutASynthesiserThereIsNoFreeTextAndNothingIsWrong() {
    assertThat(prompts.say("The lift is out of order.", Locale.US)).isEmpty();
    assertThat(prompts.status().state()).isEqualTo(State.READY);
    assertThat(prompts.status().sentence()).contains("32 sentences in 5 languages", "no other");
  }

  @Test
  void aSynthesiserThatComesIsUsedAndForgottenWhenItGoes() {
    prompts.setSynthesizer(synthesizer);
    assertThat(prompts.say("Hello.", Locale.ENGLISH).orElseThrow().language()).isEqualTo(Locale.US);
    prompts.unsetSynthesizer(synthesizer);
    assertThat(prompts.say("Hello.", Locale.ENGLISH)).isEmpty();
  }

  @Test
  void aSynthesiserThatWasReplacedTakesNothingWithIt() {
    PromptSynthesizer second =
        new PromptSynthesizer() {
          @Override
          public Set<Locale> languages() {
            return Set.of(Locale.GERMAN);
          }

          @Override
          public SpokenPrompt speak(String text, Locale language) {
            return new SpokenPrompt(text, language, Catalogue.FORMAT, new short[2]);
          }
        };
    prompts.setSynthesizer(synthesizer);
    prompts.setSynthesizer(second);
    prompts.unsetSynthesizer(synthesizer);
    assertThat(prompts.say("Hallo.", Locale.GERMANY)).isPresent();
  }

  @Test
  void aTextThatIsTooLongOrInAnotherLanguageIsNotSpoken() {
    prompts.setSynthesizer(synthesizer);
    assertThat(prompts.say("a".repeat(301), Locale.US)).isEmpty();
    assertThat(prompts.say(" ", Locale.US)).isEmpty();
    assertThat(prompts.say("Bonjour.", Locale.FRENCH)).isEmpty();
    assertThat(spoken).isEmpty();
    assertThat(prompts.say("a".repeat(300), Locale.US)).isPresent();
  }

  @Test
  void theLastTextsAreKeptAndOlderOnesAreSpokenAgain() {
    prompts.setSynthesizer(synthesizer);
    prompts.say("first", Locale.US);
    prompts.say("first", Locale.UK);
    assertThat(spoken).containsExactly("first");
    for (int i = 0; i < FreeTexts.KEPT; i++) {
      prompts.say("text " + i, Locale.US);
    }
    spoken.clear();
    prompts.say("text 15", Locale.US);
    prompts.say("first", Locale.US);
    assertThat(spoken).containsExactly("first");
  }

  @Test
  void aFailureIsToldUntilTheNextTextIsSpoken() {
    prompts.setSynthesizer(synthesizer);
    assertThat(prompts.say("fail", Locale.US)).isEmpty();
    assertThat(prompts.status().state()).isEqualTo(State.DEGRADED);
    assertThat(prompts.status().sentence()).contains("voice: ill");
    assertThat(prompts.say("crash", Locale.US)).isEmpty();
    assertThat(prompts.status().sentence()).contains("see the log");
    assertThat(prompts.say("Hello.", Locale.US)).isPresent();
    assertThat(prompts.status().state()).isEqualTo(State.READY);
  }
}
