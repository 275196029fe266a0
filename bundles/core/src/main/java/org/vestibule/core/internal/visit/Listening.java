// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechEvent.CommandHeard;
import org.vestibule.api.speech.SpeechEvent.FinalText;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.core.internal.CoreKey;

/** What the visitor said and what it means. On the visit's thread only. */
final class Listening {
  private static final String STAGE = "speech";

  private final Visit visit;
  private final Rooms rooms;
  private final Diary diary;
  private Optional<Triage> triage = Optional.empty();
  private boolean heard;
  private int rounds;

  Listening(Visit visit) {
    this.visit = visit;
    this.rooms = visit.desk.rooms();
    this.diary = visit.diary;
  }

  boolean heard() {
    return heard;
  }

  /** Returns what the visitor wants: what was sorted first, unless an emergency came after it. */
  Optional<Triage> triage() {
    return triage;
  }

  /** A word of the closed set said what the visitor wants. */
  void wants(Triage wish) {
    heard = true;
    note(wish);
  }

  /** Returns whether the station has sound and somebody can understand it. */
  boolean possible() {
    return visit.info.audio() && rooms.speech.expected(visit.settings.millis(CoreKey.REPLACEMENT));
  }

  /** Listens to one utterance, if that is possible. */
  void begin(Consumer<Answer> told) {
    if (!visit.info.audio()) {
      return;
    }
    if (!possible()) {
      diary.degraded(rooms.speech.empty().getMessage());
      return;
    }
    SpeechWish wish =
        new SpeechWish(visit.settings.language(), visit.settings.millis(CoreKey.SPEECH_LIMIT));
    begin(wish, false, command -> {}, told);
  }

  /**
   * Listens to one utterance.
   *
   * @param detail whether it only adds to what the visitor said they want
   * @param commands told at once when a word of the closed set was said
   * @param told when there is nothing more to expect from this round
   */
  void begin(
      SpeechWish wish, boolean detail, Consumer<CommandHeard> commands, Consumer<Answer> told) {
    rounds++;
    SpeechStage stage =
        new SpeechStage(
            rooms,
            visit.settings,
            visit.sound,
            wish,
            event -> visit.step(() -> early(event, commands)));
    visit.stages.<SpeechStage.Heard>run(
        STAGE,
        visit.desk.workers().speech(),
        stage::leftNanos,
        stage,
        (end, failure) -> ended(end, failure, detail, told));
  }

  /** Stops waiting for what is being said; nobody is told. */
  void stop() {
    visit.stages.cancel(STAGE);
  }

  private void early(SpeechEvent event, Consumer<CommandHeard> commands) {
    if (!visit.stages.runs(STAGE)) {
      return;
    }
    if (event instanceof SpeechEvent.PartialText partial) {
      diary.heard(partial.text());
    } else if (event instanceof CommandHeard command) {
      commands.accept(command);
    }
  }

  private void ended(
      SpeechStage.Heard end, Throwable failure, boolean detail, Consumer<Answer> told) {
    if (failure != null) {
      // A station that does not listen a second time is none the worse: what was said first stands.
      if (rounds == 1) {
        diary.degraded("What was said is not understood: " + Why.of(failure));
      }
      told.accept(Answer.without(Answer.End.FAILURE));
      return;
    }
    diary.time(STAGE, end.startNanos(), end.endNanos());
    if (!(end.last() instanceof FinalText said)) {
      told.accept(Answer.without(Answer.End.SILENCE));
    } else if (said.text().isBlank()) {
      boolean spoke = !said.doubt().isEmpty();
      told.accept(Answer.without(spoke ? Answer.End.NO_WORDS : Answer.End.SILENCE));
    } else {
      diary.time(said.timings(), said.endOfSpeechNanos());
      heard = true;
      diary.heard(said.text());
      sort(said, detail, told);
    }
  }

  private void sort(FinalText said, boolean detail, Consumer<Answer> told) {
    if (!rooms.triage.expected(visit.settings.millis(CoreKey.REPLACEMENT))) {
      diary.degraded(rooms.triage.empty().getMessage());
      told.accept(new Answer(Answer.End.WORDS, Optional.of(said), Optional.empty()));
      return;
    }
    long start = System.nanoTime();
    Deadline deadline = new Deadline(start, visit.settings.millis(CoreKey.TRIAGE));
    visit.stages.<Triage>run(
        "triage",
        visit.desk.workers().speech(),
        () -> deadline.left(System.nanoTime()),
        () ->
            rooms.triage.call(
                visit.settings.millis(CoreKey.REPLACEMENT),
                deadline::extend,
                service -> service.triage(said.text())),
        (answer, failure) -> sorted(answer, failure, said, start, detail, told));
  }

  private void sorted(
      Triage raw,
      Throwable failure,
      FinalText said,
      long start,
      boolean detail,
      Consumer<Answer> told) {
    Optional<Triage> answer = Optional.ofNullable(raw).map(one -> Discretion.of(one, said.text()));
    if (failure == null && answer.isPresent()) {
      diary.time("triage", start, System.nanoTime());
      if (!detail || answer.get().intent() == Intent.EMERGENCY) {
        note(answer.get());
      }
    } else {
      String why = failure == null ? "there was no answer" : Why.of(failure);
      diary.degraded("What was said is not sorted: " + why);
    }
    told.accept(new Answer(Answer.End.WORDS, Optional.of(said), answer));
  }

  private void note(Triage answer) {
    triage = Optional.of(answer);
    diary.triage(answer);
  }
}
