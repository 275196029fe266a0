// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.core.internal.CoreKey;

/** What the visitor said and what it means. On the visit's thread only. */
final class Listening {
  private final Visit visit;
  private final Rooms rooms;
  private final Diary diary;
  private final Runnable news;
  private Optional<Triage> triage = Optional.empty();
  private boolean heard;
  private int rounds;

  /**
   * @param news told when there is nothing more to expect from this round
   */
  Listening(Visit visit, Runnable news) {
    this.visit = visit;
    this.rooms = visit.desk.rooms();
    this.diary = visit.diary;
    this.news = news;
  }

  boolean heard() {
    return heard;
  }

  Optional<Triage> triage() {
    return triage;
  }

  /** Listens to one utterance, if the station has sound and somebody can understand it. */
  void begin() {
    if (!visit.info.audio()) {
      return;
    }
    if (!rooms.speech.expected(visit.settings.millis(CoreKey.REPLACEMENT))) {
      diary.degraded(rooms.speech.empty().getMessage());
      return;
    }
    rounds++;
    SpeechStage stage =
        new SpeechStage(
            rooms,
            visit.settings,
            visit.station(),
            visit.id,
            text -> visit.step(() -> partial(text)));
    visit.stages.run("speech", visit.desk.workers().speech(), stage::leftNanos, stage, this::ended);
  }

  private void partial(String text) {
    if (visit.stages.runs("speech")) {
      diary.heard(text);
    }
  }

  private void ended(SpeechStage.Heard end, Throwable failure) {
    if (failure != null) {
      // A station that does not listen a second time is none the worse: what was said first stands.
      if (rounds == 1) {
        diary.degraded("What was said is not understood: " + Visit.why(failure));
      }
      news.run();
      return;
    }
    diary.time("speech", end.startNanos(), end.endNanos());
    if (end.last() instanceof SpeechEvent.FinalText said && !said.text().isBlank()) {
      diary.time(said.timings(), said.endOfSpeechNanos());
      heard = true;
      diary.heard(said.text());
      sort(said.text());
    } else {
      news.run();
    }
  }

  private void sort(String text) {
    if (!rooms.triage.expected(visit.settings.millis(CoreKey.REPLACEMENT))) {
      diary.degraded(rooms.triage.empty().getMessage());
      news.run();
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
                service -> service.triage(text)),
        (answer, failure) -> sorted(answer, failure, start));
  }

  private void sorted(Triage answer, Throwable failure, long start) {
    if (failure == null) {
      diary.time("triage", start, System.nanoTime());
      triage = Optional.of(answer);
      diary.triage(answer);
    } else {
      diary.degraded("What was said is not sorted: " + Visit.why(failure));
    }
    news.run();
  }
}
