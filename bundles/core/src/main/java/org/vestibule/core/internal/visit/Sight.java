// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.CoreKey;

/** What a visit sees: one look at a time, and what the last one found. On the visit's thread. */
final class Sight {
  private static final String STAGE = "face";

  private final Visit visit;
  private final Glances glances;
  private final Runnable news;
  private FaceStage stage;
  private boolean looking;
  private Optional<Finding> finding = Optional.empty();
  private Optional<FaceAnswer> answer = Optional.empty();

  /**
   * @param glances is shown each picture
   * @param news told when a look has ended, with or without a finding
   */
  Sight(Visit visit, Glances glances, Runnable news) {
    this.visit = visit;
    this.glances = glances;
    this.news = news;
  }

  /** Returns whether it is still open what the pictures say. */
  boolean looking() {
    return looking;
  }

  Optional<Finding> finding() {
    return finding;
  }

  /** Returns what may be shown and decided on. */
  Optional<FaceAnswer> answer() {
    return answer;
  }

  /** Returns whether whoever was recognised is still there. */
  Vigil vigil() {
    return stage == null ? new Vigil() : stage.vigil();
  }

  /**
   * Begins to look, unless a part is missing.
   *
   * @param claimed whom a code named; empty to search everybody
   * @return whether it began; if not, the diary says why
   */
  boolean begin(Optional<PersonId> claimed) {
    stop();
    Rooms rooms = visit.desk.rooms();
    if (!visit.info.video()) {
      visit.diary.degraded("The station has no camera: no face can confirm the code");
      return false;
    }
    if (!rooms.faces.expected(visit.settings.millis(CoreKey.REPLACEMENT))) {
      visit.diary.degraded(rooms.faces.empty().getMessage());
      return false;
    }
    Look look = new Look();
    FaceStage next =
        new FaceStage(rooms, visit.settings, visit.station(), visit.id, claimed, glances, look);
    look.stage = next;
    stage = next;
    looking = true;
    visit.stages.run(
        STAGE,
        visit.desk.workers().faces(),
        next::leftNanos,
        next,
        (nothing, failure) -> ended(next, failure));
    return true;
  }

  /** Nobody needs to be followed: there is no order. A look that is under way goes on. */
  void rest() {
    if (!looking && stage != null) {
      stage.vigil().end();
    }
  }

  /** Stops looking and following, and forgets what was found. */
  void stop() {
    if (stage != null) {
      stage.vigil().end();
      visit.stages.cancel(STAGE);
      visit.diary.challenge(Optional.empty());
    }
    stage = null;
    looking = false;
    finding = Optional.empty();
    answer = Optional.empty();
  }

  private void found(FaceStage by, FaceStage.Found found) {
    if (by != stage || !looking) {
      return;
    }
    looking = false;
    visit.diary.challenge(Optional.empty());
    found.degraded().forEach(visit.diary::degraded);
    finding = found.finding();
    answer = finding.map(one -> one.verdict(visit.settings));
    finding.ifPresent(
        one -> {
          visit.diary.time(one.sighting().answer().timings(), one.startNanos());
          visit.diary.time("verify", one.startNanos(), one.endNanos());
          visit.pictures.decided(found.picture());
        });
    answer.ifPresent(visit.diary::face);
    news.run();
  }

  private void ended(FaceStage by, Throwable failure) {
    if (by != stage || failure == null) {
      return;
    }
    if (looking) {
      looking = false;
      visit.diary.challenge(Optional.empty());
      visit.diary.degraded("The face was not verified: " + Why.of(failure));
      news.run();
    } else if (!by.vigil().over()) {
      visit.diary.degraded("Nobody could see whether the person stayed: " + Why.of(failure));
    }
  }

  /** Brings what one stage reports to the visit's thread. */
  private final class Look implements FaceStage.Reports {
    private FaceStage stage;

    @Override
    public void firstFrame(long atNanos) {
      visit.step(() -> visit.diary.time("first-frame", visit.openedNanos, atNanos));
    }

    @Override
    public void challenge(Optional<FaceChallenge> challenge) {
      visit.step(
          () -> {
            if (stage == Sight.this.stage && looking) {
              visit.diary.challenge(challenge);
            }
          });
    }

    @Override
    public void found(FaceStage.Found found) {
      visit.step(() -> Sight.this.found(stage, found));
    }
  }
}
