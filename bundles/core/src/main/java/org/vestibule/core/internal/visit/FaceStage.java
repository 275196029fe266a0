// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * Looks at a station's pictures until a face is decided on, the pictures end or the time is over;
 * then tells what was found, and follows whoever was recognised until the door is ordered. Used by
 * one thread; the deadline is read by others.
 */
final class FaceStage implements Callable<Void> {
  /** Is told, on the stage's own thread, what happens. */
  interface Reports {
    /** The first picture came, on {@link System#nanoTime()}. */
    void firstFrame(long atNanos);

    /** The visitor is to do something else than before, or nothing any more. */
    void challenge(Optional<FaceChallenge> challenge);

    /** It is decided, or will not be. Told once; the door does not wait for what follows. */
    void found(Found found);
  }

  /**
   * What all pictures together say.
   *
   * @param finding empty when no picture could be judged
   * @param picture the last one of the finding, if the face is in it of which it tells
   */
  record Found(Optional<Finding> finding, List<String> degraded, Optional<Kept> picture) {}

  private static final Duration SLICE = Duration.ofMillis(200);

  private final CoreSettings settings;
  private final DoorStation station;
  private final VisitId visit;
  private final Reports reports;
  private final Glances glances;
  private final Deadline deadline;
  private final Watching watching;
  private final Vigil vigil = new Vigil();
  private boolean seen;
  private boolean challenged;
  private Optional<FaceChallenge> challenge = Optional.empty();
  private int unreadable;
  private String unreadableWhy = "";
  private Optional<Kept> picture = Optional.empty();

  /**
   * @param claimed whom a code named; empty to search everybody
   * @param glances is shown each picture
   */
  FaceStage(
      Rooms rooms,
      CoreSettings settings,
      DoorStation station,
      VisitId visit,
      Optional<PersonId> claimed,
      Glances glances,
      Reports reports) {
    this.settings = settings;
    this.station = station;
    this.visit = visit;
    this.reports = reports;
    this.glances = glances;
    this.deadline = new Deadline(System.nanoTime(), settings.millis(CoreKey.FIRST_FRAME));
    FaceWish wish =
        new FaceWish(
            station.info().id(),
            settings.number(CoreKey.FACE_CONFIRMATIONS),
            settings.number(CoreKey.SPOOF_CONFIRMATIONS));
    this.watching = new Watching(rooms, settings, wish, claimed, deadline);
  }

  /** Returns what is left of the stage's time, with a grace for it to end by itself. */
  long leftNanos() {
    return deadline.left(System.nanoTime()) + SLICE.toNanos();
  }

  /** Returns whether whoever was recognised is still there. */
  Vigil vigil() {
    return vigil;
  }

  @Override
  public Void call() throws Exception {
    glances.begin();
    try (watching;
        VideoFeed feed = station.openVideo(visit)) {
      Optional<Finding> finding = look(feed);
      reports.found(new Found(finding, degraded(), picture));
      if (finding.isPresent() && finding.get().sighting().evidence().isPresent()) {
        follow(feed, finding.get());
      }
    } finally {
      glances.end();
    }
    return null;
  }

  private Optional<Finding> look(VideoFeed feed) throws Exception {
    Optional<Finding> latest = Optional.empty();
    for (Optional<Frame> frame = next(feed); frame.isPresent(); frame = next(feed)) {
      Optional<Finding> finding = look(frame.get());
      latest = finding.isPresent() ? finding : latest;
      if (finding.isPresent() && finding.get().sighting().decided()) {
        if (finding.get().known().isEmpty() || !finding.get().aged(settings, System.nanoTime())) {
          break;
        }
        // What is too old for an order does not help a younger picture to one either.
        watching.close();
      }
    }
    return latest;
  }

  private Optional<Finding> look(Frame frame) throws Exception {
    try {
      Finding finding = watching.look(frame);
      picture = finding.sighting().face().flatMap(box -> Kept.of(frame, box));
      ask(finding.sighting().challenge());
      return Optional.of(finding);
    } catch (VestibuleException e) {
      // One picture that cannot be read, or finds no turn, is not the end of the others.
      if (!Watching.ofOnePicture(e)) {
        throw e;
      }
      unreadable++;
      unreadableWhy = e.getMessage();
      return Optional.empty();
    }
  }

  /** Whoever is asked to do something has the time for it, once. */
  private void ask(Optional<FaceChallenge> next) {
    if (next.equals(challenge)) {
      return;
    }
    if (!challenged) {
      challenged = true;
      deadline.restart(System.nanoTime(), settings.millis(CoreKey.CHALLENGE));
    }
    challenge = next;
    reports.challenge(next);
  }

  /** No picture at all proves nothing: then the life of the order is the bound. */
  private void follow(VideoFeed feed, Finding finding) throws Exception {
    FaceEvidence evidence = finding.sighting().evidence().get();
    long now = System.nanoTime();
    Duration life = settings.millis(CoreKey.ORDER_LIFE);
    deadline.restart(now, life.minusNanos(now - finding.capturedNanos()));
    for (Optional<Frame> frame = next(feed); frame.isPresent(); frame = next(feed)) {
      if (!watching.follows(evidence, frame.get())) {
        vigil.leave();
        return;
      }
    }
  }

  private List<String> degraded() {
    if (!seen) {
      return List.of("The station sent no picture");
    }
    return unreadable == 0
        ? List.of()
        : List.of(unreadable + " of the pictures could not be read: " + unreadableWhy);
  }

  private Optional<Frame> next(VideoFeed feed) throws InterruptedException {
    while (!vigil.over()) {
      long left = deadline.left(System.nanoTime());
      if (left <= 0) {
        return Optional.empty();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("looking was given up");
      }
      Optional<Frame> frame = feed.next(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
      if (frame.isPresent()) {
        if (!seen) {
          seen = true;
          long now = System.nanoTime();
          deadline.restart(now, settings.millis(CoreKey.FACE_DEADLINE));
          reports.firstFrame(now);
        }
        glances.show(frame.get());
        return frame;
      }
      if (feed.ended()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
