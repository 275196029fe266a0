// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.speech.VoiceCommand;
import org.vestibule.audio.internal.PlayedFeed.Then;

/** What a visit sees of a hearing; the networks are scripted. */
class HearingTest {
  private static final SpeechWish WISH = new SpeechWish(Locale.ENGLISH, Duration.ofSeconds(60));
  private static final short[] SPEECH =
      Sounds.joined(
          Sounds.silence(0.512), Sounds.tone(16_000, 300, 0.5, 1.024), Sounds.silence(1.024));

  private static final short[] WORD =
      Sounds.joined(Sounds.tone(16_000, 300, 0.5, 0.512), Sounds.silence(1.024));

  @TempDir Path folder;
  private final List<ModelException> failures = new ArrayList<>();
  private final HeardEvents events = new HeardEvents();
  private ScriptedModels models;
  private Recogniser recogniser;

  @BeforeEach
  void open() {
    models = new ScriptedModels(folder);
    recogniser = new Recogniser(new Denoiser(folder), failures::add);
  }

  @AfterEach
  void nothingStaysOpen() {
    recogniser.close();
    assertThat(models.leases).hasValue(0);
    assertThat(models.runs).hasValue(0);
    assertThat(models.crashes).hasValue(0);
  }

  @Test
  void silenceIsNoSpeech() throws Exception {
    PlayedFeed feed = PlayedFeed.of(Sounds.silence(5));
    listen(feed);
    assertThat(events.last()).isEqualTo(new SpeechEvent.NoSpeech("Nobody spoke in 5.0 s of sound"));
    assertThat(feed.closed.getCount()).isZero();
  }

  @Test
  void aFeedWithoutSoundIsNoSpeech() throws Exception {
    listen(PlayedFeed.of(new short[0]));
    assertThat(events.last()).isEqualTo(new SpeechEvent.NoSpeech("The door station sent no sound"));
  }

  @Test
  void aFeedThatNeverDeliversEndsAtTheLimit() throws Exception {
    PlayedFeed feed = new PlayedFeed(16_000, new short[0], Then.HANG);
    listen(feed, Duration.ofMillis(250), events);
    assertThat(events.last()).isInstanceOf(SpeechEvent.NoSpeech.class);
    assertThat(feed.closed.getCount()).isZero();
  }

  @Test
  void aFeedThatKeepsItsReaderIsWokenAfterTheLimit() throws Exception {
    PlayedFeed feed = new PlayedFeed(16_000, SPEECH, Then.BLOCK);
    models.script = new int[] {ScriptedModels.WORD};
    Settings patient = Settings.of(Map.of("silenceHangoverMillis", 2000));
    recogniser.listen(
        models, patient, feed, new SpeechWish(Locale.UK, Duration.ofSeconds(3)), events);
    assertThat(events.text().text()).isEqualTo("word300");
  }

  @Test
  void theLimitHoldsOnTheFeedsClock() throws Exception {
    listen(PlayedFeed.of(Sounds.joined(Sounds.silence(4), SPEECH)), Duration.ofSeconds(3), events);
    assertThat(events.last()).isEqualTo(new SpeechEvent.NoSpeech("Nobody spoke in 3.0 s of sound"));
  }

  @Test
  void aFeedThatThrowsIsAFailure() throws Exception {
    PlayedFeed feed = new PlayedFeed(16_000, Sounds.silence(1), Then.THROW);
    listen(feed);
    assertThat(events.last())
        .isInstanceOfSatisfying(
            SpeechEvent.SpeechFailed.class,
            failed -> assertThat(failed.code()).isEqualTo("audio-feed-failed"));
    assertThat(feed.closed.getCount()).isZero();
  }

  @Test
  void aFeedThatEndsInTheMiddleOfAWordIsRecognised() throws Exception {
    listen(PlayedFeed.of(Sounds.tone(16_000, 300, 0.5, 0.9)));
    assertThat(events.text().text()).isEqualTo("word300");
  }

  @Test
  void stopRecognisesWhatWasHeard() throws Exception {
    PlayedFeed feed = new PlayedFeed(16_000, Sounds.tone(16_000, 300, 0.5, 1), Then.HANG);
    Hearing hearing = listen(feed);
    assertThat(feed.played.await(10, TimeUnit.SECONDS)).isTrue();
    hearing.stop();
    hearing.stop();
    assertThat(events.text().text()).isEqualTo("word300");
  }

  @Test
  void theEndOfSpeechIsToldOnTheClockOfTheCapture() throws Exception {
    listen(PlayedFeed.of(SPEECH));
    SpeechEvent.FinalText text = events.text();
    long start = ((SpeechEvent.SpeechStarted) events.all.get(0)).atNanos() - PlayedFeed.ORIGIN;
    assertThat(start / 1e6).isCloseTo(512, within(33.0));
    assertThat((text.endOfSpeechNanos() - PlayedFeed.ORIGIN) / 1e6).isCloseTo(1536, within(33.0));
    assertThat(text.model()).isEqualTo("scripted-base@1");
    assertThat(text.timings().get(0).stage()).isEqualTo("hangover");
    assertThat(text.timings().get(0).durationMicros()).isEqualTo(608_000);
    assertThat(text.timings()).extracting("stage").containsExactly("hangover", "encode", "decode");
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 44_100, 48_000})
  void everyRateHasTheSameClock(int rate) throws Exception {
    short[] sound =
        Sounds.joined(new short[rate / 2], Sounds.tone(rate, 300, 0.5, 1), new short[rate]);
    recogniser.listen(
        models, Settings.DEFAULTS, new PlayedFeed(rate, sound, Then.END), WISH, events);
    long end = events.text().endOfSpeechNanos() - PlayedFeed.ORIGIN;
    assertThat(end / 1e6).isCloseTo(1500, within(33.0));
  }

  @Test
  void speechThatGoesOnAfterAPauseIsOneUtterance() throws Exception {
    short[] word = Sounds.tone(16_000, 300, 0.5, 0.5);
    short[] sound =
        Sounds.joined(word, Sounds.silence(0.4), word, Sounds.silence(0.4), word, SPEECH);
    Settings quiet = Settings.of(Map.of("partialMillis", 0));
    recogniser.listen(models, quiet, PlayedFeed.of(sound), WISH, events);
    assertThat(events.text().text()).isEqualTo("word300");
    assertThat(events.all).hasSize(2);
    // In a feed faster than real time a pause may find the abandoned work of the one before.
    assertThat(models.encodings.get()).isBetween(2, 4);
  }

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

  @Test
  void aListenerThatThrowsHearsTheEndAllTheSame() throws Exception {
    CountDownLatch last = new CountDownLatch(1);
    SpeechListener angry =
        event -> {
          if (event instanceof SpeechEvent.FinalText) {
            last.countDown();
          }
          throw new IllegalStateException("no ears");
        };
    listen(PlayedFeed.of(SPEECH), Duration.ofSeconds(60), angry);
    assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneHearingTooManyIsRefusedAndItsFeedClosed() throws Exception {
    List<Hearing> hearings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      hearings.add(listen(new PlayedFeed(16_000, new short[0], Then.HANG)));
    }
    PlayedFeed fifth = PlayedFeed.of(SPEECH);
    refused(fifth, WISH, "recogniser-busy");
    assertThat(fifth.closed.getCount()).isZero();
    hearings.forEach(Hearing::stop);
    for (int i = 0; i < 4; i++) {
      events.last();
    }
    listen(PlayedFeed.of(SPEECH));
    assertThat(events.text().text()).isEqualTo("word300");
  }

  @Test
  void aForeignLanguageAndAnImpossibleLimitAreRefused() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    refused(PlayedFeed.of(SPEECH), new SpeechWish(Locale.GERMAN, minute), "language-unsupported");
    Duration[] limits = {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1)};
    for (Duration limit : limits) {
      refused(PlayedFeed.of(SPEECH), new SpeechWish(Locale.UK, limit), "speech-limit-invalid");
    }
  }

  @Test
  void aMissingModelIsRefusedAtOnce() {
    models.broken = new ModelException("model-missing", "slot speech", "none", "one", "Fetch it.");
    refused(PlayedFeed.of(SPEECH), WISH, "model-missing");
  }

  @Test
  void aModelThatFailsIsAFailureAndReported() throws Exception {
    models.broken = new ModelException("model-run-failed", "vad", "crash", "a result", "Reload.");
    listen(PlayedFeed.of(SPEECH));
    assertThat(events.last())
        .isInstanceOfSatisfying(
            SpeechEvent.SpeechFailed.class,
            failed -> assertThat(failed.code()).isEqualTo("model-run-failed"));
    assertThat(failures).hasSize(1);
  }

  @Test
  void aModelThatIsReplacedServesTheNextUtteranceNotThisOne() throws Exception {
    models.held = new CountDownLatch(1);
    listen(PlayedFeed.of(SPEECH));
    assertThat(events.next()).isInstanceOf(SpeechEvent.SpeechStarted.class);
    models.name = "scripted-tiny";
    models.held.countDown();
    assertThat(events.text().model()).isEqualTo("scripted-base@1");
    listen(PlayedFeed.of(SPEECH));
    assertThat(events.text().model()).isEqualTo("scripted-tiny@1");
  }

  @Test
  void aLeaseOutlivesTheWorkThatNobodyWantsAnyMore() throws Exception {
    models.held = new CountDownLatch(1);
    short[] word = Sounds.tone(16_000, 300, 0.5, 0.5);
    short[] sound = Sounds.joined(word, Sounds.silence(0.4), word);
    listen(new PlayedFeed(16_000, sound, Then.THROW));
    assertThat(events.last()).isInstanceOf(SpeechEvent.SpeechFailed.class);
    assertThat(models.leases).hasValue(2);
    models.held.countDown();
  }

  @Test
  void aBundleThatStopsFailsItsHearingsAndReturnsItsLeases() throws Exception {
    PlayedFeed feed = new PlayedFeed(16_000, SPEECH, Then.BLOCK);
    Settings patient = Settings.of(Map.of("silenceHangoverMillis", 2000));
    recogniser.listen(models, patient, feed, WISH, events);
    assertThat(feed.played.await(10, TimeUnit.SECONDS)).isTrue();
    recogniser.close();
    assertThat(events.last())
        .isInstanceOfSatisfying(
            SpeechEvent.SpeechFailed.class,
            failed -> assertThat(failed.code()).isEqualTo("recogniser-stopped"));
    refused(PlayedFeed.of(SPEECH), WISH, "recogniser-busy");
  }

  private Hearing listen(PlayedFeed feed) throws VestibuleException {
    return listen(feed, Duration.ofSeconds(60), events);
  }

  private Hearing listen(PlayedFeed feed, Duration limit, SpeechListener listener)
      throws VestibuleException {
    SpeechWish wish = new SpeechWish(Locale.ENGLISH, limit);
    return recogniser.listen(models, Settings.DEFAULTS, feed, wish, listener);
  }

  private void refused(PlayedFeed feed, SpeechWish wish, String code) {
    assertThatThrownBy(() -> recogniser.listen(models, Settings.DEFAULTS, feed, wish, events))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    assertThat(feed.closed.getCount()).isZero();
  }
}
