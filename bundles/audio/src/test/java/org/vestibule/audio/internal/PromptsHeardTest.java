// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.audio.internal.prompt.Prompts;

/** The house hears its own sentences with the real networks. */
class PromptsHeardTest {
  private static final SpeechWish WISH = new SpeechWish(Locale.US, Duration.ofSeconds(30));

  @Test
  void theEnglishSentencesAreUnderstood() throws Exception {
    Prompts prompts = new Prompts();
    AudioComponent audio = new AudioComponent();
    try (RealModels models = RealModels.open()) {
      audio.setStore(models.store());
      // A prompt pauses between its sentences.
      audio.activate(Map.of("silenceHangoverMillis", 1500));
      for (Prompt prompt :
          new Prompt[] {Prompt.GREETING, Prompt.ASK_WISH, Prompt.PARCEL_ROOM, Prompt.OPENED}) {
        SpokenPrompt said = prompts.say(prompt, Locale.US);
        HeardEvents events = new HeardEvents();
        short[] sound = Sounds.joined(Sounds.silence(0.5), said.samples(), Sounds.silence(2));
        audio.listen(PlayedFeed.of(sound), WISH, events);
        assertThat(words(events.text().text())).isEqualTo(words(said.sentence()));
      }
    } finally {
      audio.deactivate();
    }
  }

  private static String words(String sentence) {
    return sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "");
  }
}
