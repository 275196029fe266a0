// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.PlayedFeed.Then;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;
import org.vestibule.models.internal.PackStore;

/** The real networks on recorded and spoken sound. */
class RealSpeechTest {
  private static final String JFK =
      "and so my fellow americans ask not what your country can do for you ask what you can do for"
          + " your country";
  private static final SpeechWish WISH = new SpeechWish(Locale.US, Duration.ofSeconds(60));

  private static RealModels models;
  private static Recogniser recogniser;
  private final HeardEvents events = new HeardEvents();

  @BeforeAll
  static void open() throws Exception {
    models = RealModels.open();
    recogniser =
        new Recogniser(
            new Denoiser(Path.of("none")),
            failure -> {
              throw new AssertionError(failure);
            });
    activate("moonshine-base");
  }

  @AfterAll
  static void close() {
    if (models != null) {
      recogniser.close();
      models.close();
    }
  }

  @Test
  void theVoiceModelHearsSpeechAndNotNoise() throws Exception {
    // Without the 64 samples of context the mean on speech is 0.001 and nothing else looks wrong.
    assertThat(meanProbability(Sounds.recorded("jfk.wav"))).isGreaterThan(0.5);
    assertThat(meanProbability(Sounds.whiteNoise(0.3, 5))).isLessThan(0.1);
    assertThat(meanProbability(Sounds.silence(5))).isLessThan(0.05);
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 16_000, 44_100, 48_000})
  void aRecordedSpeechIsUnderstoodAtEveryRate(int rate) throws Exception {
    short[] spoken = Sounds.joined(Sounds.recorded("jfk.wav"), Sounds.silence(3));
    short[] sound = rate == 16_000 ? spoken : Sounds.at(rate, spoken);
    SpeechEvent.FinalText text = patiently(new PlayedFeed(rate, sound, Then.END));
    assertThat(WordErrors.rate(JFK, text.text())).as(text.text()).isLessThan(0.1);
    assertThat(text.confidence()).isGreaterThan(0.5f);
  }

  @Test
  void clippedSpeechIsUnderstood() throws Exception {
    short[] clipped = Sounds.amplified(Sounds.recorded("jfk.wav"), 6);
    SpeechEvent.FinalText text =
        patiently(PlayedFeed.of(Sounds.joined(clipped, Sounds.silence(3))));
    assertThat(WordErrors.rate(JFK, text.text())).as(text.text()).isLessThan(0.2);
  }

  @Test
  void noiseAndMusicNeverBecomeWords() throws Exception {
    List<short[]> sounds =
        List.of(
            Sounds.recorded("noise.wav"),
            Sounds.whiteNoise(0.9, 6),
            Sounds.music(8),
            Sounds.tone(16_000, 440, 0.5, 5),
            Sounds.amplified(Sounds.tone(16_000, 100, 0.5, 5), 8));
    for (short[] sound : sounds) {
      recogniser.listen(models.store(), Settings.DEFAULTS, PlayedFeed.of(sound), WISH, events);
      SpeechEvent last = events.last();
      String words = last instanceof SpeechEvent.FinalText text ? text.text() : "";
      assertThat(words).isEmpty();
      assertThat(last).isNotInstanceOf(SpeechEvent.SpeechFailed.class);
    }
  }

  @Test
  void voicesThatNobodyUnderstandsDoNotBecomeWords() throws Exception {
    recogniser.listen(
        models.store(),
        Settings.DEFAULTS,
        PlayedFeed.of(Sounds.joined(Sounds.babble(6), Sounds.silence(3))),
        WISH,
        events);
    SpeechEvent last = events.last();
    if (last instanceof SpeechEvent.FinalText text) {
      assertThat(text.text()).isEmpty();
      assertThat(text.doubt()).isNotEmpty();
    }
  }

  /** Prints the silence that ended each sentence, in ms; before it adapted it was 608 for all. */
  @ParameterizedTest
  @ValueSource(strings = {"courier.wav", "guest.wav", "emergency.wav", "open-the-door.wav"})
  void aSentenceIsAnsweredBeforeTheConfiguredHangover(String file) throws Exception {
    recogniser.listen(
        models.store(),
        Settings.DEFAULTS,
        PlayedFeed.of(Sounds.joined(Sounds.recorded(file), Sounds.silence(3))),
        WISH,
        events);
    SpeechEvent.FinalText text = events.text();
    long millis = text.timings().get(0).durationMicros() / 1000;
    System.out.printf(
        Locale.ROOT, "%s: hang-over %d ms, confidence %.2f%n", file, millis, text.confidence());
    assertThat(text.text()).isNotEmpty();
    assertThat(millis).isBetween(350L, 1024L);
  }

  @ParameterizedTest
  @CsvSource({
    "courier.wav, package",
    "guest.wav, friend",
    "emergency.wav, ambulance",
  })
  void theSentencesOfTheDemonstrationCarryTheirMeaning(String file, String word) throws Exception {
    recogniser.listen(
        models.store(), Settings.DEFAULTS, PlayedFeed.of(Sounds.recorded(file)), WISH, events);
    assertThat(events.text().text().toLowerCase(Locale.ROOT)).contains(word);
  }

  @Test
  void aNameHasOtherReadings() throws Exception {
    SpeechWish name =
        new SpeechWish(Locale.US, Duration.ofSeconds(60), Expectation.NAME, List.of("Anna"), false);
    recogniser.listen(
        models.store(),
        Settings.DEFAULTS,
        PlayedFeed.of(Sounds.recorded("guest.wav")),
        name,
        events);
    SpeechEvent.FinalText text = events.text();
    assertThat(text.text()).containsIgnoringCase("friend");
    assertThat(text.alternatives())
        .isNotEmpty()
        .allSatisfy(other -> assertThat(other.confidence()).isLessThanOrEqualTo(text.confidence()))
        .extracting(SpeechEvent.Alternative::text)
        .doesNotContain(text.text())
        .doesNotHaveDuplicates();
  }

  @Test
  void aReplacedModelServesTheNextUtterance() throws Exception {
    short[] sentence = Sounds.recorded("courier.wav");
    try {
      activate("moonshine-tiny");
      recogniser.listen(models.store(), Settings.DEFAULTS, PlayedFeed.of(sentence), WISH, events);
      SpeechEvent.FinalText tiny = events.text();
      assertThat(tiny.model()).startsWith("moonshine-tiny@");
      assertThat(tiny.text()).containsIgnoringCase("package");
    } finally {
      activate("moonshine-base");
    }
    recogniser.listen(models.store(), Settings.DEFAULTS, PlayedFeed.of(sentence), WISH, events);
    assertThat(events.text().model()).startsWith("moonshine-base@");
  }

  @Test
  void theSameSoundGivesTheSameAnswerTwice() throws Exception {
    short[] sentence = Sounds.recorded("emergency.wav");
    for (int i = 0; i < 2; i++) {
      recogniser.listen(models.store(), Settings.DEFAULTS, PlayedFeed.of(sentence), WISH, events);
    }
    SpeechEvent.FinalText one = events.text();
    SpeechEvent.FinalText other = events.text();
    assertThat(one.text()).isEqualTo(other.text());
    assertThat(one.confidence()).isEqualTo(other.confidence());
  }

  /** With the longest hang-over: the speaker pauses for 0.8 s and more. */
  private SpeechEvent.FinalText patiently(PlayedFeed feed) throws Exception {
    Settings patient = Settings.of(Map.of("silenceHangoverMillis", 2000));
    recogniser.listen(models.store(), patient, feed, WISH, events);
    return events.text();
  }

  private static void activate(String pack) throws Exception {
    PackStore store = models.store();
    try (ModelLease lease = store.lease(ModelSlots.SPEECH)) {
      if (lease.manifest().name().equals(pack)) {
        return;
      }
    }
    store.activate(pack, "test");
  }

  private static double meanProbability(short[] sound) throws Exception {
    try (ModelLease lease = models.store().lease(ModelSlots.VOICE_ACTIVITY)) {
      VoiceActivity voice = new VoiceActivity(lease);
      float[] samples = new Resampler(16_000).push(sound, 0, sound.length);
      double sum = 0;
      int chunks = samples.length / VoiceActivity.CHUNK;
      for (int i = 0; i < chunks; i++) {
        int from = i * VoiceActivity.CHUNK;
        sum += voice.probability(Arrays.copyOfRange(samples, from, from + VoiceActivity.CHUNK));
      }
      return sum / chunks;
    }
  }
}
