// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.area.MaskedStation;

/** A station whose camera shows one grey picture of 320 by 240. */
final class PictureStation implements DoorStation, MaskedStation {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  volatile boolean away;
  volatile boolean raw;
  volatile boolean masked;
  private final StationInfo info;

  PictureStation(String id, String door, boolean video) {
    info = new StationInfo(new StationId(id), "Front door", new DoorId(door), video, false);
  }

  @Override
  public StationInfo info() {
    return info;
  }

  @Override
  public boolean masked() {
    return masked;
  }

  @Override
  public VideoFeed openVideo(VisitId visit) throws VestibuleException {
    if (away) {
      throw new VestibuleException("station-unreachable", "station", "away", "there", "Wait.");
    }
    opened.incrementAndGet();
    return new VideoFeed() {
      @Override
      public Optional<Frame> next(Duration wait) {
        return Optional.of(raw ? pixels() : file());
      }

      @Override
      public boolean ended() {
        return false;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  @Override
  public AudioFeed openAudio(VisitId visit) throws VestibuleException {
    throw new VestibuleException("no-audio", "station", "silent", "sound", "None.");
  }

  private static Frame file() {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_BYTE_GRAY), "jpg", out);
      return new Frame(out.toByteArray(), Instant.now(), System.nanoTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Frame pixels() {
    byte[] red = new byte[3 * 64 * 48];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 0xFF;
    }
    FrameFormat format = new FrameFormat.Raw(PixelLayout.RGB24, 64, 48);
    return new Frame(red, format, Instant.now(), System.nanoTime());
  }
}
