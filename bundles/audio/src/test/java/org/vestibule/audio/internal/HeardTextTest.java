// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.speech.VoiceCommand;

/** Which text is given, when, and what a command changes; the networks are scripted. */
class HeardTextTest extends HearingScene {
  @Test
  void aLoopOfTheDecoderIsNoText() throws Exception {
    models.script = IntStream.range(0, 12).map(i -> ScriptedModels.WORD + i % 4).toArray();
    listen(PlayedFeed.of(Sounds.joined(Sounds.tone(16_000, 300, 0.5, 3), SPEECH)));
    SpeechEvent.FinalText text = events.text();
    assertThat(text.text()).isEmpty();
    assertThat(text.confidence()).isZero();
  }

  @Test
  void anEndlessDecoderIsCapped() throws Exception {
    models.script = IntStream.range(0, 90).map(i -> ScriptedModels.WORD + i).toArray();
    listen(
        PlayedFeed.of(Sounds.joined(Sounds.silence(0.512), Sounds.tone(16_000, 300, 0.5, 3.072))));
    // 3.072 s of speech with a pre-roll of 0.2 s: 19 tokens at 6 a second.
    assertThat(events.text().text().split(" ")).hasSize(19);
  }

  @Test
  void anUncertainTextIsNotGiven() throws Exception {
    models.certainty = 5; // of 400 tokens: e^5 / (e^5 + 399) = 0.27
    listen(PlayedFeed.of(SPEECH));
    SpeechEvent.FinalText text = events.text();
    assertThat(text.text()).isEmpty();
    assertThat(text.confidence()).isLessThan(0.01f);
  }

  @Test
  void aDoubtfulTextIsLookedAtAgainOnlyWhereThatIsWanted() throws Exception {
    Settings wanted = Settings.of(Map.of("secondLook", true, "partialMillis", 0));
    recogniser.listen(models, wanted, PlayedFeed.of(SPEECH), WISH, events);
    assertThat(events.text().text()).isNotEmpty();
    assertThat(models.encodings).as("a sure text").hasValue(1);
    models.certainty = 7; // of 400 tokens: e^7 / (e^7 + 399) = 0.73
    recogniser.listen(models, wanted, PlayedFeed.of(SPEECH), WISH, events);
    assertThat(events.text().model()).startsWith("scripted-base");
    assertThat(models.encodings).as("three more views").hasValue(5);
    Settings plain = Settings.of(Map.of("partialMillis", 0));
    recogniser.listen(models, plain, PlayedFeed.of(SPEECH), WISH, events);
    assertThat(events.text().model()).startsWith("scripted-base");
    assertThat(models.encodings).as("not wanted").hasValue(6);
  }

  @Test
  void whyATextIsEmptyIsSaidWithValueAndBound() throws Exception {
    models.certainty = 5;
    listen(PlayedFeed.of(SPEECH));
    assertThat(events.text().doubt()).isEqualTo("The confidence is 0.00, at least 0.20 is needed.");
    models.script = new int[0];
    listen(PlayedFeed.of(SPEECH));
    assertThat(events.text().doubt()).startsWith("No words were found in 1.0 s");
    models.certainty = 12;
    models.script = new int[] {ScriptedModels.WORD};
    listen(PlayedFeed.of(SPEECH));
    assertThat(events.text().doubt()).isEmpty();
  }

  @Test
  void aTextThatEndsAsASentenceIsGivenSooner() throws Exception {
    Settings patient = Settings.of(Map.of("silenceHangoverMillis", 1400));
    short[] sound = Sounds.joined(SPEECH, Sounds.silence(1));
    recogniser.listen(models, patient, PlayedFeed.of(sound), WISH, events);
    assertThat(hangoverMillis(events.text())).isEqualTo(1408);
    models.script = new int[] {ScriptedModels.WORD, ScriptedModels.FULL_STOP};
    recogniser.listen(models, patient, PlayedFeed.of(sound), WISH, events);
    assertThat(hangoverMillis(events.text())).isEqualTo(992);
  }

  @Test
  void aCommandIsToldBeforeTheTextAndEndsTheUtterance() throws Exception {
    spots(VoiceCommand.YES);
    recogniser.listen(
        models, Settings.DEFAULTS, PlayedFeed.of(WORD), wish(Expectation.ANYTHING, true), events);
    SpeechEvent.FinalText text = events.text();
    assertThat(hangoverMillis(text)).isEqualTo(352);
    assertThat(events.all).hasSize(3);
    assertThat(events.all.get(1))
        .isInstanceOfSatisfying(
            SpeechEvent.CommandHeard.class,
            heard -> assertThat(heard.endOfSpeechNanos()).isEqualTo(text.endOfSpeechNanos()));
  }

  @Test
  void aCommandThatNobodyWantsOrThatIsPartOfASentenceIsNotTold() throws Exception {
    spots(VoiceCommand.NO);
    listen(PlayedFeed.of(WORD));
    events.text();
    short[] sentence =
        Sounds.joined(Sounds.tone(16_000, 300, 0.5, 1.6), Sounds.silence(0.25), WORD);
    recogniser.listen(
        models,
        Settings.DEFAULTS,
        PlayedFeed.of(sentence),
        wish(Expectation.ANYTHING, true),
        events);
    events.text();
    assertThat(events.all).noneMatch(SpeechEvent.CommandHeard.class::isInstance);
  }

  @Test
  void aSpotterThatFailsDoesNotTakeTheTextAlong() throws Exception {
    recogniser.spotter(
        (sound, end) -> {
          throw new IllegalStateException("no model");
        });
    recogniser.listen(
        models, Settings.DEFAULTS, PlayedFeed.of(WORD), wish(Expectation.ANYTHING, true), events);
    assertThat(events.text().text()).isEqualTo("word300");
  }

  @Test
  void theFirstDigitOfANumberDoesNotEndIt() throws Exception {
    spots(VoiceCommand.ONE);
    recogniser.listen(
        models, Settings.DEFAULTS, PlayedFeed.of(WORD), wish(Expectation.UNIT, true), events);
    assertThat(hangoverMillis(events.text())).isEqualTo(800);
  }

  private void spots(VoiceCommand word) {
    recogniser.spotter(
        (sound, end) -> Optional.of(new SpeechEvent.CommandHeard(word, 0.9f, "spotter@1", end)));
  }

  private static SpeechWish wish(Expectation expects, boolean commands) {
    return new SpeechWish(Locale.ENGLISH, Duration.ofSeconds(60), expects, List.of(), commands);
  }

  private static long hangoverMillis(SpeechEvent.FinalText text) {
    return text.timings().get(0).durationMicros() / 1000;
  }
}
