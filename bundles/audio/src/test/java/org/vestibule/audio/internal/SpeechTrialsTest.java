// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.speech.SpeechWish;

/** What a second model hears, after the visitor was understood. */
class SpeechTrialsTest {
  private static final SpeechWish WISH = new SpeechWish(Locale.ENGLISH, Duration.ofSeconds(60));
  private static final short[] SPEECH =
      Sounds.joined(
          Sounds.silence(0.512), Sounds.tone(16_000, 300, 0.5, 1.024), Sounds.silence(1.024));

  private record Offer(Verdict decided, ModelTrial.Again again) {}

  @TempDir Path folder;
  private final HeardEvents events = new HeardEvents();
  private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
  private final Recogniser recogniser =
      new Recogniser(new Denoiser(Path.of("none")), failure -> {});
  private ScriptedModels models;
  private ScriptedModels other;

  @BeforeEach
  void open() throws Exception {
    models = new ScriptedModels(Files.createDirectory(folder.resolve("serving")));
    other = new ScriptedModels(Files.createDirectory(folder.resolve("other")));
    models.trial = (decided, again) -> offers.add(new Offer(decided, again));
  }

  @AfterEach
  void nothingStaysOpen() {
    recogniser.close();
    for (ScriptedModels store : new ScriptedModels[] {models, other}) {
      assertThat(store.leases).hasValue(0);
      assertThat(store.runs).hasValue(0);
      assertThat(store.crashes).hasValue(0);
    }
  }

  @Test
  void silenceIsNotOffered() throws Exception {
    recogniser.listen(models, Settings.DEFAULTS, PlayedFeed.of(Sounds.silence(3)), WISH, events);
    events.last();
    recogniser.close();
    assertThat(offers).isEmpty();
  }

  @Test
  void theVisitorWaitsForNoTrial() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    models.trial =
        (decided, again) -> {
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("the bundle models is stopped");
        };
    assertThat(heard()).isEqualTo("word300");
    assertThat(heard()).isEqualTo("word300");
    held.countDown();
  }

  @Test
  void theLeasesAreBackBeforeATrialIsOffered() throws Exception {
    BlockingQueue<Integer> leases = new LinkedBlockingQueue<>();
    models.trial = (decided, again) -> leases.add(models.leases.get());
    heard();
    assertThat(leases.poll(60, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void anotherSpeechModelAgreesWhenItSaysTheSameWords() throws Exception {
    Offer offer = offer();
    assertThat(offer.decided().positive()).isTrue();
    assertThat(offer.decided().decision()).doesNotContain("word");
    other.name = "scripted-tiny";
    assertThat(offer.again().with(other)).isEqualTo(offer.decided());
    other.script = new int[] {ScriptedModels.WORD, ScriptedModels.WORD + 1};
    assertThat(offer.again().with(other).decision()).isNotEqualTo(offer.decided().decision());
    other.certainty = 5;
    assertThat(offer.again().with(other)).isEqualTo(Verdict.of(""));
  }

  @Test
  void anotherVoiceModelIsHeardWithoutRecognisingAnewWhatTheSameModelRecognised() throws Exception {
    Offer offer = offer();
    other.voice = "scripted-voice-two";
    assertThat(offer.again().with(other)).isEqualTo(offer.decided());
    assertThat(other.encodings).hasValue(0);
  }

  @Test
  void aVoiceModelThatHearsNobodySaysSo() throws Exception {
    Offer offer = offer();
    other.voice = "scripted-deaf";
    other.deaf = true;
    Verdict second = offer.again().with(other);
    assertThat(second.positive()).isFalse();
    assertThat(second).isEqualTo(Verdict.of(""));
  }

  @Test
  void aFailureOfTheSecondModelIsTheTrialsToCount() throws Exception {
    Offer offer = offer();
    other.name = "scripted-tiny";
    other.broken = new ModelException("model-run-failed", "encoder", "crash", "a result", "Stop.");
    assertThatThrownBy(() -> offer.again().with(other))
        .hasFieldOrPropertyWithValue("code", "model-run-failed");
  }

  private Offer offer() throws Exception {
    heard();
    Offer offer = offers.poll(60, TimeUnit.SECONDS);
    assertThat(offer).isNotNull();
    return offer;
  }

  private String heard() throws Exception {
    recogniser.listen(models, Settings.DEFAULTS, PlayedFeed.of(SPEECH), WISH, events);
    return events.text().text();
  }
}
