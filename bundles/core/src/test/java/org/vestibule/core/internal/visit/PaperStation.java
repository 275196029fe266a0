// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.station.Zone;
import org.vestibule.api.visit.VisitId;

/** A station that shows so many pictures, and so many pieces of sound if it speaks. */
final class PaperStation implements DoorStation {
  private final String name;
  final AtomicInteger openFeeds = new AtomicInteger();
  final CountDownLatch gate = new CountDownLatch(1);
  volatile int frames = 1000;
  volatile int chunks;
  volatile boolean unreachable;
  volatile boolean endless;
  volatile boolean gated;
  volatile boolean frozen;
  volatile boolean loudspeaker;
  volatile List<Zone> zones = List.of();

  /** Its bundle stopped: what is open ends. */
  volatile boolean gone;

  volatile boolean blind;

  /** What its pictures show; without it they are a number. */
  volatile byte[] view;

  final AtomicInteger openedVideo = new AtomicInteger();
  final AtomicInteger listenedTo = new AtomicInteger();
  final AtomicInteger spoken = new AtomicInteger();
  final AtomicInteger openTalks = new AtomicInteger();

  PaperStation(String name) {
    this.name = name;
  }

  void speaks() {
    chunks = 10;
  }

  @Override
  public StationInfo info() {
    return new StationInfo(
        new StationId(name), "Front door", Building.DOOR, !blind, chunks > 0 || endless);
  }

  @Override
  public List<Zone> zones() {
    return zones;
  }

  @Override
  public VideoFeed openVideo(VisitId visit) throws VestibuleException {
    reach();
    openFeeds.incrementAndGet();
    openedVideo.incrementAndGet();
    return new VideoFeed() {
      private int shown;

      @Override
      public Optional<Frame> next(Duration wait) {
        return ended()
            ? Optional.empty()
            : Optional.of(new Frame(file(), Instant.now(), System.nanoTime()));
      }

      private byte[] file() {
        byte number = number();
        byte[] seen = view;
        return seen == null ? new byte[] {number} : seen;
      }

      private byte number() {
        int number = shown++;
        return (byte) (frozen ? 0 : number);
      }

      @Override
      public boolean ended() {
        return shown >= frames;
      }

      @Override
      public void close() {
        openFeeds.decrementAndGet();
      }
    };
  }

  @Override
  public AudioFeed openAudio(VisitId visit) throws VestibuleException {
    reach();
    openFeeds.incrementAndGet();
    listenedTo.incrementAndGet();
    return new AudioFeed() {
      private int given;

      @Override
      public AudioFormat format() {
        return new AudioFormat(16000);
      }

      @Override
      public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
        if (gated && given == chunks / 2 && !gate.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
          return Optional.empty();
        }
        if (given >= chunks) {
          return Optional.empty();
        }
        given++;
        return Optional.of(new AudioChunk(new short[320], System.nanoTime()));
      }

      @Override
      public boolean ended() {
        return !endless && given >= chunks;
      }

      @Override
      public void close() {
        openFeeds.decrementAndGet();
      }
    };
  }

  @Override
  public TalkLine openTalk(VisitId visit) throws VestibuleException {
    if (!loudspeaker) {
      return DoorStation.super.openTalk(visit);
    }
    openTalks.incrementAndGet();
    return new TalkLine() {
      @Override
      public AudioFormat format() {
        return new AudioFormat(8000);
      }

      @Override
      public boolean write(AudioChunk chunk) {
        if (gone) {
          return false;
        }
        spoken.addAndGet(chunk.samples().length);
        return true;
      }

      @Override
      public void close() {
        openTalks.decrementAndGet();
      }
    };
  }

  private void reach() throws VestibuleException {
    if (unreachable || gone) {
      throw new VestibuleException("station-unreachable", name, "no answer", "an answer", "Look");
    }
  }
}
