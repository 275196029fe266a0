// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/**
 * What the stations see just now. The pictures of an open visit are those that the visit itself
 * looks at; without one the station's camera is opened for whoever asks, of {@value #MOST} stations
 * at once at most. Thread-safe.
 */
final class StationLooks {
  static final int MOST = 4;
  private static final int RECENT = 50;

  private final House house;
  private final Map<StationId, StationLook> looks = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final ExecutorService readers =
      new ThreadPoolExecutor(
          0,
          MOST,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "console-look-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  StationLooks(House house) {
    this.house = house;
  }

  /**
   * Returns the newest picture of a station, at most 2 s old; empty while there is none yet.
   *
   * @throws Problem 503 {@code pictures-busy}
   * @throws VestibuleException {@code no-video}, {@code station-unreachable}
   */
  Optional<Frame> latest(DoorStation station) throws VestibuleException {
    Visits visits = house.visits;
    Optional<VisitId> visit = openAt(visits, station.info().id());
    if (visit.isPresent()) {
      try {
        return visits.picture(visit.get());
      } catch (VestibuleException e) {
        if (!e.code().equals("visit-over") && !e.code().equals("unknown-visit")) {
          throw e;
        }
        // It ended between the two questions: the station is asked by itself.
      }
    }
    return look(station.info().id()).latest(station);
  }

  StationLook look(StationId station) {
    return looks.computeIfAbsent(station, id -> new StationLook(readers));
  }

  private static Optional<VisitId> openAt(Visits visits, StationId camera) {
    return visits == null
        ? Optional.empty()
        : visits.recent(RECENT).stream()
            .filter(story -> story.closedAt().isEmpty() && story.station().equals(camera))
            .map(VisitStory::id)
            .findFirst();
  }

  void close() {
    readers.shutdownNow();
  }
}
