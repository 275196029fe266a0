// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.recognise.Reading;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Voicing;

/** Which readings a visit gets besides the text. */
class JudgeTest {
  private static final Voicing SPEECH = new Voicing(0.9, 2, 0.95, -25);

  @TempDir Path folder;

  @Test
  void aNumberIsGivenAsOnADoorTheTextsOwnToo() throws Exception {
    Judge.Judgement judged =
        judged(
            Expectation.UNIT,
            List.of(),
            "Twelve oh four.",
            "1204",
            "Twelve or four.",
            "Twelve oh five.");
    assertThat(judged.text()).isEqualTo("Twelve oh four.");
    assertThat(texts(judged)).containsExactly("1204", "1205");
  }

  @Test
  void aNumberThatTheHouseHasComesFirst() throws Exception {
    assertThat(
            texts(
                judged(
                    Expectation.UNIT,
                    List.of("1205", "1301"),
                    "Twelve oh four.",
                    "Twelve oh five.")))
        .containsExactly("1205", "1204");
  }

  @Test
  void namesNearToAHintComeFirstAndNoNameIsMadeUp() throws Exception {
    Judge.Judgement judged =
        judged(
            Expectation.NAME,
            List.of("Anna Brandt", "Wolowitz"),
            "Mr. Grant.",
            "Mr. Rent.",
            "Mr. Brand.",
            "");
    assertThat(judged.text()).isEqualTo("Mr. Grant.");
    assertThat(texts(judged)).containsExactly("Mr. Brand.", "Mr. Rent.");
    assertThat(judged.alternatives())
        .allSatisfy(
            other -> assertThat(other.confidence()).isLessThanOrEqualTo(judged.confidence()));
  }

  @Test
  void whatNobodyAskedForIsNotGiven() throws Exception {
    assertThat(judged(Expectation.ANYTHING, List.of(), "one", "two").alternatives()).isEmpty();
  }

  private Judge.Judgement judged(Expectation expects, List<String> hints, String... texts)
      throws Exception {
    SpeechWish wish = new SpeechWish(Locale.ENGLISH, Duration.ofSeconds(9), expects, hints, false);
    List<Reading> readings = new ArrayList<>();
    for (String text : texts) {
      double mean = -0.1 * (readings.size() + 1);
      readings.add(new Reading(text, new int[] {1, 2, 3, 4}, mean, 2 * mean));
    }
    try (ModelLease speech = new ScriptedModels(folder).lease(ModelSlots.SPEECH)) {
      return new Judge(speech.manifest(), 0.5, wish)
          .judge(new Transcript(readings, 0, 0, 0, 0), SPEECH);
    }
  }

  private static List<String> texts(Judge.Judgement judged) {
    return judged.alternatives().stream().map(SpeechEvent.Alternative::text).toList();
  }
}
