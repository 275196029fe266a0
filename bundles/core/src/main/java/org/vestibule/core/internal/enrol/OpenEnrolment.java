// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.EnrolmentDesk.EnrolmentProgress;
import org.vestibule.api.people.EnrolmentDesk.ShotAdvice;
import org.vestibule.api.station.Frame;

/** One enrolment under way. Thread-safe; nothing is called with the lock held. */
final class OpenEnrolment {
  /** Pictures that are needed, and that are taken. */
  static final int LEAST = 3;

  static final int MOST = 5;

  /** After so long without a picture it is forgotten. */
  static final Duration IDLE = Duration.ofMinutes(5);

  /** Two pictures of a camera that are nearer in time than this are one look. */
  private static final long APART_NANOS = 300_000_000L;

  private final String ticket;
  private final Enrolment enrolment;
  private final KeptShots kept = new KeptShots();
  private Optional<ShotAdvice> last = Optional.empty();
  private long keptNanos;
  private long touchedNanos;
  private boolean inUse;
  private boolean closed;

  OpenEnrolment(String ticket, Enrolment enrolment, long nowNanos) {
    this.ticket = ticket;
    this.enrolment = enrolment;
    this.touchedNanos = nowNanos;
  }

  Enrolment enrolment() {
    return enrolment;
  }

  /**
   * Takes it for one picture or for finishing; {@link #release} gives it back.
   *
   * @throws VestibuleException {@code enrolment-in-use}
   */
  synchronized void take(long nowNanos) throws VestibuleException {
    if (inUse) {
      throw new VestibuleException(
          "enrolment-in-use",
          "enrolment",
          "another picture of it is being looked at",
          "one at a time",
          "Send the next picture when the answer to the last one is here");
    }
    inUse = true;
    touchedNanos = nowNanos;
  }

  synchronized void release(long nowNanos) {
    inUse = false;
    touchedNanos = nowNanos;
  }

  synchronized boolean full() {
    return kept.count() >= MOST;
  }

  /** Notes advice on a picture that does not count. */
  synchronized void advise(ShotAdvice advice) {
    last = Optional.of(advice);
  }

  /** Keeps a good shot if it shows something new, and says what is wanted next. */
  synchronized void offer(FaceShot shot, Frame frame, boolean live) {
    if (closed) {
      return;
    }
    if (kept.ofAnotherModel(shot)) {
      kept.clear();
      keep(shot, frame);
      advise(
          advice(
              true,
              "model-changed",
              "The face model was just replaced, so the earlier pictures do not count. "
                  + kept.wanted(),
              shot));
    } else if (live && kept.count() > 0 && frame.capturedNanos() - keptNanos < APART_NANOS) {
      advise(advice(false, "too-soon", kept.wanted(), shot));
    } else if (kept.repeats(shot)) {
      advise(advice(false, "turn-a-little", kept.wanted(), shot));
    } else {
      keep(shot, frame);
      advise(advice(true, "kept", afterKept(), shot));
    }
  }

  private void keep(FaceShot shot, Frame frame) {
    kept.keep(shot);
    keptNanos = frame.capturedNanos();
  }

  private String afterKept() {
    if (kept.count() >= MOST) {
      return "Good. These are all the pictures that are taken: finish now.";
    }
    return kept.count() >= LEAST
        ? "Good. This is enough; one more makes it surer. " + kept.wanted()
        : "Good. " + kept.wanted();
  }

  private static ShotAdvice advice(boolean counts, String code, String sentence, FaceShot shot) {
    return new ShotAdvice(counts, code, sentence, Optional.of(shot.quality()));
  }

  /**
   * Returns what was kept.
   *
   * @throws VestibuleException {@code enrolment-incomplete}
   */
  synchronized List<FaceTemplate> complete() throws VestibuleException {
    if (kept.count() < LEAST) {
      throw new VestibuleException(
          "enrolment-incomplete",
          "enrolment of " + enrolment.id(),
          kept.count() + " pictures that count",
          LEAST + " to " + MOST,
          kept.wanted());
    }
    return kept.templates();
  }

  synchronized boolean expired(long nowNanos) {
    return !inUse && nowNanos - touchedNanos >= IDLE.toNanos();
  }

  /** Drops what was made of the pictures; what is still being looked at is not kept either. */
  synchronized void close() {
    closed = true;
    kept.clear();
    last = Optional.empty();
  }

  synchronized boolean closed() {
    return closed;
  }

  synchronized EnrolmentProgress progress(Instant now, long nowNanos) {
    Duration left = inUse ? IDLE : IDLE.minusNanos(nowNanos - touchedNanos);
    return new EnrolmentProgress(ticket, kept.count(), LEAST, MOST, last, now.plus(left));
  }
}
