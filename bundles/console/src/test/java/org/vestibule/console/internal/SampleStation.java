// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;

/** A panel at the front door that shows another face in each picture, of some visits or all. */
final class SampleStation implements DoorStation {
  private static final long BETWEEN_NANOS = 250_000_000L;
  private static final long PACE_NANOS = 100_000_000L;

  final List<VisitId> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger openFeeds = new AtomicInteger();
  final AtomicInteger given = new AtomicInteger();

  /** Pictures that one feed has. */
  volatile int pictures = 100;

  /** How it is. */
  volatile Status condition = Status.ready("It answers");

  private final StationInfo info;

  SampleStation() {
    this("front", "Front door", "front-door");
  }

  SampleStation(String id, String title, String door) {
    info = new StationInfo(new StationId(id), title, new DoorId(door), true, true);
  }

  /** Whether it shows an invented porch, ten times a second, for as long as somebody looks. */
  volatile boolean porch;

  @Override
  public StationInfo info() {
    return info;
  }

  @Override
  public Optional<Status> condition() {
    return Optional.of(condition);
  }

  @Override
  public VideoFeed openVideo(VisitId visit) {
    asked.add(visit);
    openFeeds.incrementAndGet();
    return new VideoFeed() {
      private int shown;

      @Override
      public Optional<Frame> next(Duration wait) {
        if (ended()) {
          return Optional.empty();
        }
        given.incrementAndGet();
        if (porch) {
          LockSupport.parkNanos(Math.min(wait.toNanos(), PACE_NANOS));
          return Optional.of(SampleView.now());
        }
        byte[] bytes = ("face " + shown++).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new Frame(bytes, Instant.now(), shown * BETWEEN_NANOS));
      }

      @Override
      public boolean ended() {
        return !porch && shown >= pictures;
      }

      @Override
      public void close() {
        openFeeds.decrementAndGet();
      }
    };
  }

  @Override
  public AudioFeed openAudio(VisitId visit) throws VestibuleException {
    throw new VestibuleException(
        "no-audio", "station " + info.id(), "none", "sound", "Do without.");
  }
}
