// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * Looks at a station's pictures until the claim is confirmed, an artefact is found, the pictures
 * end or the time is over. A picture is kept while the verifier is being replaced and shown to the
 * next one. Used by one thread; the deadline is read by others.
 */
final class FaceStage implements Callable<FaceTally.Finding> {
  private static final Duration SLICE = Duration.ofMillis(200);

  private final Rooms rooms;
  private final CoreSettings settings;
  private final DoorStation station;
  private final VisitId visit;
  private final PersonId claimed;
  private final LongConsumer firstFrame;
  private final Deadline deadline;
  private boolean seen;

  /**
   * @param firstFrame told when the first picture came, on {@link System#nanoTime()}
   */
  FaceStage(
      Rooms rooms,
      CoreSettings settings,
      DoorStation station,
      VisitId visit,
      PersonId claimed,
      LongConsumer firstFrame) {
    this.rooms = rooms;
    this.settings = settings;
    this.station = station;
    this.visit = visit;
    this.claimed = claimed;
    this.firstFrame = firstFrame;
    this.deadline = new Deadline(System.nanoTime(), settings.millis(CoreKey.FIRST_FRAME));
  }

  /** Returns what is left of the stage's time, with a grace for it to end by itself. */
  long leftNanos() {
    return deadline.left(System.nanoTime()) + SLICE.toNanos();
  }

  @Override
  public FaceTally.Finding call() throws Exception {
    FaceTally tally = new FaceTally(claimed, settings);
    try (VideoFeed feed = station.openVideo(visit)) {
      while (!tally.decided()) {
        Optional<Frame> frame = next(feed);
        if (frame.isEmpty()) {
          break;
        }
        look(frame.get(), tally);
      }
    }
    if (!seen) {
      return new FaceTally.Finding(
          Optional.empty(), Optional.empty(), List.of("The station sent no picture"));
    }
    return tally.finding();
  }

  private Optional<Frame> next(VideoFeed feed) throws InterruptedException {
    while (true) {
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
          firstFrame.accept(now);
        }
        return frame;
      }
      if (feed.ended()) {
        return Optional.empty();
      }
    }
  }

  private void look(Frame frame, FaceTally tally) throws Exception {
    try {
      FaceTally.Look look =
          rooms.faces.call(
              settings.millis(CoreKey.REPLACEMENT),
              deadline::extend,
              verifier -> {
                long start = System.nanoTime();
                List<FaceTemplate> enrolled = templates();
                FaceAnswer answer = verifier.verify(claimed, enrolled, frame);
                return new FaceTally.Look(frame, enrolled, answer, start, System.nanoTime());
              });
      tally.add(look);
    } catch (VestibuleException e) {
      // One picture that cannot be read, or finds no turn, is not the end of the others.
      if (!e.code().startsWith("image-") && !e.code().equals("vision-busy")) {
        throw e;
      }
      tally.unreadable(e.getMessage());
    }
  }

  /** Asked for each picture, so that a person who is forgotten is forgotten at once. */
  private List<FaceTemplate> templates() throws VestibuleException {
    return rooms.people.now().orElseThrow(rooms.people::empty).templates(claimed);
  }
}
