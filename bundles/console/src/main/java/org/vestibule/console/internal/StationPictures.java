// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.EnrolmentDesk;
import org.vestibule.api.people.EnrolmentDesk.EnrolmentProgress;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/**
 * Takes the pictures of an enrolment from a door station: about two a second, until there are
 * enough or the time is over. Pictures of the visit that is open at the station are taken, because
 * some panels send pictures in a visit only; without one the station is asked for pictures of its
 * own. One station at a time. Thread-safe.
 */
final class StationPictures {
  private static final Duration SLICE = Duration.ofMillis(250);
  private static final long PACE_NANOS = Duration.ofMillis(450).toNanos();

  private final House house;
  private final Duration limit;
  private final Semaphore turn = new Semaphore(1);

  StationPictures(House house) {
    this(house, Duration.ofSeconds(25));
  }

  StationPictures(House house, Duration limit) {
    this.house = house;
    this.limit = limit;
  }

  /**
   * Looks until enough pictures are kept.
   *
   * @param reach the stations that the caller may use; any other is as unknown
   * @throws Problem 404 {@code unknown-station}, 409 {@code no-picture}, 503 {@code station-busy}
   * @throws VestibuleException what the station or the desk refuses
   */
  EnrolmentProgress take(EnrolmentDesk desk, String ticket, String id, Predicate<StationId> reach)
      throws VestibuleException {
    DoorStation station = station(id, reach);
    if (!turn.tryAcquire()) {
      throw new Problem(
              503,
              "station-busy",
              "station",
              "another enrolment takes pictures",
              "one at a time",
              "Try again in half a minute.")
          .with("Retry-After", "25");
    }
    try {
      return look(desk, ticket, station).orElseThrow(() -> noPicture(station));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
          503, "gateway-stopping", "gateway", "stopping", "a running one", "Try again later.", e);
    } finally {
      turn.release();
    }
  }

  private Optional<EnrolmentProgress> look(EnrolmentDesk desk, String ticket, DoorStation station)
      throws VestibuleException, InterruptedException {
    VisitId own = new VisitId("enrolment-" + UUID.randomUUID());
    StationId camera = station.info().id();
    Sitting sitting = new Sitting(desk, ticket, camera);
    long deadline = System.nanoTime() + limit.toNanos();
    boolean more = true;
    while (more && !sitting.complete() && System.nanoTime() - deadline < 0) {
      VisitId visit = openAt(camera).orElse(own);
      try (VideoFeed feed = station.openVideo(visit)) {
        while (!sitting.complete() && System.nanoTime() - deadline < 0) {
          Optional<Frame> frame = feed.next(SLICE);
          if (frame.isPresent()) {
            sitting.look(frame.get());
          } else if (!openAt(camera).orElse(own).equals(visit)) {
            break; // Somebody rang, or the visit is over: the pictures come there now.
          } else if (feed.ended()) {
            more = false;
            break;
          }
        }
      }
    }
    return sitting.progress;
  }

  /** What one enrolment has seen of the station; used by one thread. */
  private static final class Sitting {
    private final EnrolmentDesk desk;
    private final String ticket;
    private final StationId camera;
    private Optional<EnrolmentProgress> progress = Optional.empty();
    private long lastNanos;

    Sitting(EnrolmentDesk desk, String ticket, StationId camera) {
      this.desk = desk;
      this.ticket = ticket;
      this.camera = camera;
    }

    boolean complete() {
      return progress.map(now -> now.kept() >= now.least()).orElse(false);
    }

    /** Looks at a picture unless it was taken too soon after the one before. */
    void look(Frame frame) throws VestibuleException {
      if (progress.isEmpty() || frame.capturedNanos() - lastNanos >= PACE_NANOS) {
        lastNanos = frame.capturedNanos();
        progress = Optional.of(desk.look(ticket, Optional.of(camera), frame));
      }
    }
  }

  private Optional<VisitId> openAt(StationId camera) {
    Visits visits = house.visits;
    return visits == null
        ? Optional.empty()
        : visits.recent(50).stream()
            .filter(story -> story.closedAt().isEmpty() && story.station().equals(camera))
            .map(VisitStory::id)
            .findFirst();
  }

  private DoorStation station(String id, Predicate<StationId> reach) throws Problem {
    List<DoorStation> stations = house.stations;
    return stations.stream()
        .filter(station -> station.info().id().value().equals(id))
        .filter(station -> reach.test(station.info().id()))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  static Problem unknown(String id) {
    return new Problem(
        404,
        "unknown-station",
        "station",
        Request.shortened(id),
        "a station that the snapshot lists",
        "Check the spelling.");
  }

  private static Problem noPicture(DoorStation station) {
    return new Problem(
        409,
        "no-picture",
        "station " + station.info().id(),
        "it sent no picture",
        "a station that sends pictures now",
        "A panel that sends pictures in a visit only needs one: press its bell without a code and"
            + " try again at once.");
  }
}
