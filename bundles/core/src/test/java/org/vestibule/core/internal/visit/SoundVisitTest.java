// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechPrompts;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.visit.VisitId;

/** Where the sound of a visit goes: one reader, a recogniser, at most two listeners, no disk. */
class SoundVisitTest extends DialogueFixture {
  private static final int UTTERANCE = 10 * 320;
  private final PaperLines lines = new PaperLines();

  @AfterEach
  void everyLineIsClosed() throws InterruptedException {
    house.reception.stop();
    Building.until(() -> lines.open.get() == 0);
    Building.until(() -> house.front().openTalks.get() == 0);
  }

  @Test
  void theRecogniserHearsTheLine() throws Exception {
    set(Map.of("assistant", "off"));
    house.rooms.lines.enter(lines);
    house.rooms.speech.enter(new Building.PaperEar(samples -> "other " + samples));
    assertThat(house.said(house.visit().id())).contains("other " + UTTERANCE);
    assertThat(lines.received).hasValue(UTTERANCE);
  }

  @Test
  void nothingIsLostWhenTheBundleOfTheLineIsReplaced() throws Exception {
    set(Map.of("assistant", "off", "speechAnswerMillis", "8000"));
    house.rooms.lines.enter(lines);
    house.front().gated = true;
    house.rooms.speech.enter(new Building.PaperEar(samples -> "other " + samples));
    VisitId id = house.press();
    Building.until(() -> lines.received.get() == UTTERANCE / 2);
    lines.broken = true;
    house.rooms.lines.leave(lines);
    PaperLines next = new PaperLines();
    house.rooms.lines.enter(next);
    house.front().gate.countDown();
    house.closed(id);
    assertThat(house.said(id)).contains("other " + UTTERANCE);
    assertThat(next.received).hasValue(UTTERANCE / 2);
  }

  @Test
  void aLineThatBreaksAndIsNotReplacedIsNamedAndTheBellRings() throws Exception {
    set(Map.of("assistant", "off"));
    lines.broken = true;
    house.rooms.lines.enter(lines);
    house.rooms.speech.enter(new Building.PaperEar("never heard"));
    assertThat(house.visit().degraded()).anyMatch(why -> why.contains("line for sound"));
    assertThat(calls()).hasSize(1);
  }

  @Test
  void twoListenInAThirdIsRefusedAndAllOfItEndsWithTheVisit() throws Exception {
    VisitId id = dialogue();
    AudioFeed first = house.reception.listen(id, "operator");
    AudioFeed second = house.reception.listen(id, "operator");
    assertRefused(id, "listeners-busy");
    second.close();
    AudioFeed third = house.reception.listen(id, "operator");
    assertThat(house.ledger.actions().stream().filter("visit-listened"::equals)).hasSize(3);
    assertThat(house.front().listenedTo).hasValue(1);
    house.reception.keyed(id, "0");
    house.closed(id);
    Building.until(() -> lines.open.get() == 0);
    for (AudioFeed ear : List.of(first, third)) {
      while (ear.next(Duration.ZERO).isPresent()) {
        assertThat(ear.format().sampleRate()).isEqualTo(16_000);
      }
      assertThat(ear.ended()).isTrue();
    }
    assertRefused(id, "no-audio");
  }

  @Test
  void nobodyListensUnlessItIsAudited() throws Exception {
    VisitId id = dialogue();
    house.ledger.full = true;
    for (int i = 0; i < 3; i++) {
      assertRefused(id, "audit-unwritable");
    }
    house.ledger.full = false;
    house.reception.listen(id, "operator").close();
  }

  @Test
  void withoutALineNobodyListens() throws Exception {
    house.front().endless = true;
    ear.waits();
    assertRefused(house.press(), "no-audio");
    assertRefused(new VisitId("v-0"), "unknown-visit");
  }

  @Test
  void whatTheHouseSaysIsPlayedAndToldToTheLineAndOnlyThenIsListened() throws Exception {
    house.rooms.lines.enter(lines);
    house.rooms.prompts.enter(new Voice());
    house.front().loudspeaker = true;
    house.front().endless = true;
    AtomicInteger openTalks = new AtomicInteger(-1);
    ear.says("parcel");
    house.rooms.speech.enter(
        new Overheard(ear, () -> openTalks.set(house.front().openTalks.get())));
    VisitId id = house.press();
    house.closed(id);
    assertThat(prompts(id)).containsExactly("greeting", "ask-wish", "parcel-room");
    assertThat(house.front().spoken).hasValue(3 * Voice.SAMPLES / 2);
    assertThat(openTalks).hasValue(0);
    // What is played after the last question is not awaited by anybody.
    assertThat(lines.played).hasValueGreaterThanOrEqualTo(Voice.SAMPLES);
  }

  private VisitId dialogue() throws Exception {
    house.rooms.lines.enter(lines);
    house.front().endless = true;
    ear.waits();
    VisitId id = house.press();
    awaitListening(1);
    return id;
  }

  private void assertRefused(VisitId id, String code) {
    assertThatThrownBy(() -> house.reception.listen(id, "operator"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Tells when it is asked to listen. */
  private record Overheard(SpeechRecognizer ear, Runnable asked) implements SpeechRecognizer {
    @Override
    public Set<Locale> languages() {
      return ear.languages();
    }

    @Override
    public Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener)
        throws VestibuleException {
      asked.run();
      return ear.listen(feed, wish, listener);
    }
  }

  /** Says everything in 40 ms. */
  private static final class Voice implements SpeechPrompts {
    static final int SAMPLES = 640;

    @Override
    public Set<Locale> languages() {
      return Set.of(Locale.ENGLISH);
    }

    @Override
    public SpokenPrompt say(Prompt prompt, Locale language) {
      return new SpokenPrompt(prompt.word(), language, new AudioFormat(16_000), new short[SAMPLES]);
    }

    @Override
    public Optional<SpokenPrompt> say(String text, Locale language) {
      throw new AssertionError("nothing but the catalogue is said: " + text);
    }
  }
}
