// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/**
 * The newest picture of a station: of its open visit, or else of its camera, which works while
 * somebody looks and a moment longer. No picture is kept. Thread-safe.
 */
final class Snapshots {
  private static final VisitId LOOK = new VisitId("onvif-snapshot");
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final long PAUSE_MILLIS = 100;
  private static final int MOST_VISITS = 64;
  private static final int MOST_LOOKS = 4;

  private final Map<StationId, PictureSize> sizes = new ConcurrentHashMap<>();
  private final Semaphore looks = new Semaphore(MOST_LOOKS);
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * Returns a JPEG, if one comes in time.
   *
   * @param visits null where the house has none now
   * @throws VestibuleException {@code station-unreachable}, {@code no-video}, {@code
   *     too-many-looks}
   */
  Optional<byte[]> of(OfferedStation station, Visits visits)
      throws VestibuleException, InterruptedException, IOException {
    if (!looks.tryAcquire()) {
      throw new VestibuleException(
          "too-many-looks", "snapshots", "many at once", MOST_LOOKS + " at once", "Try again.");
    }
    try {
      Optional<Frame> frame = look(station, visits);
      Optional<byte[]> jpeg = frame.isEmpty() ? Optional.empty() : JpegPictures.of(frame.get());
      if (jpeg.isPresent()) {
        JpegPictures.size(jpeg.get()).ifPresent(size -> sizes.put(station.info().id(), size));
      }
      return jpeg;
    } finally {
      looks.release();
    }
  }

  /** Returns the size of the last picture. */
  PictureSize size(StationId station) {
    return sizes.getOrDefault(station, PictureSize.ASSUMED);
  }

  /** Whoever waits waits no longer. */
  void close() {
    over.countDown();
  }

  private Optional<Frame> look(OfferedStation station, Visits visits)
      throws VestibuleException, InterruptedException {
    Optional<VisitId> visit = visits == null ? Optional.empty() : open(visits, station.info().id());
    if (visit.isPresent()) {
      return ofVisit(visits, visit.get());
    }
    try (VideoFeed feed = station.station().openVideo(LOOK)) {
      return feed.next(WAIT);
    }
  }

  /** The first question begins the pictures; one comes soon after. */
  private Optional<Frame> ofVisit(Visits visits, VisitId visit)
      throws VestibuleException, InterruptedException {
    long deadline = System.nanoTime() + WAIT.toNanos();
    Optional<Frame> picture = visits.picture(visit);
    while (picture.isEmpty()
        && System.nanoTime() - deadline < 0
        && !over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
      picture = visits.picture(visit);
    }
    return picture;
  }

  private static Optional<VisitId> open(Visits visits, StationId station) {
    return visits.recent(MOST_VISITS).stream()
        .filter(story -> story.station().equals(station) && story.closedAt().isEmpty())
        .map(VisitStory::id)
        .findFirst();
  }
}
