// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.PlayedFeed.Then;

/** What a visit sees of a hearing, from its feed to its end; the networks are scripted. */
class HearingTest extends HearingScene {
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
    assertThat(feed.played.await(60, TimeUnit.SECONDS)).isTrue();
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
    assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
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
    short[] pause = Sounds.silence(0.4);
    short[] sound = Sounds.joined(word, pause, word);
    // Work that was thrown away before it began would hold nothing.
    listen(
        new PlayedFeed(16_000, sound, Then.THROW)
            .waiting(word.length + pause.length, () -> models.encodings.get() > 0));
    assertThat(events.last()).isInstanceOf(SpeechEvent.SpeechFailed.class);
    assertThat(models.leases).hasValue(2);
    models.held.countDown();
  }

  @Test
  void aBundleThatStopsFailsItsHearingsAndReturnsItsLeases() throws Exception {
    PlayedFeed feed = new PlayedFeed(16_000, SPEECH, Then.BLOCK);
    Settings patient = Settings.of(Map.of("silenceHangoverMillis", 2000));
    recogniser.listen(models, patient, feed, WISH, events);
    assertThat(feed.played.await(60, TimeUnit.SECONDS)).isTrue();
    recogniser.close();
    assertThat(events.last())
        .isInstanceOfSatisfying(
            SpeechEvent.SpeechFailed.class,
            failed -> assertThat(failed.code()).isEqualTo("recogniser-stopped"));
    refused(PlayedFeed.of(SPEECH), WISH, "recogniser-busy");
  }
}
