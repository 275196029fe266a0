// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;

/** What is done with each picture before anybody gets it. Thread-safe, one picture at a time. */
final class PictureWork {
  /** For so long after the last movement pictures still go to those who want only movement. */
  static final long HOLD_NANOS = 2_000_000_000L;

  private final StreamWish wish;
  private final MotionGate gate = new MotionGate();
  private final NightSight night = new NightSight();
  private final Optional<Dewarp> dewarp;
  private final FrameFormat format;
  private volatile long movedNanos;
  private volatile boolean moved;

  PictureWork(StreamWish wish) {
    this.wish = wish;
    dewarp = wish.options().dewarp().map(view -> new Dewarp(view, wish.width(), wish.height()));
    format = new FrameFormat.Raw(PixelLayout.I420, wish.width(), wish.height());
  }

  /** Returns what the decoder shall give: the whole fisheye picture where a view is cut out. */
  DecoderWish decoding(int fps, boolean keyframesOnly) {
    return wish.options()
        .dewarp()
        .map(view -> new DecoderWish(view.width(), view.height(), fps, keyframesOnly))
        .orElseGet(() -> new DecoderWish(wish.width(), wish.height(), fps, keyframesOnly));
  }

  /** Looks whether something moves; returns whether it did lately. */
  synchronized boolean look(byte[] i420, long nanos) {
    DecoderWish size = decoding(1, false);
    if (!wish.options().motionGate()) {
      return true;
    }
    if (gate.look(i420, size.width(), size.height())) {
      moved = true;
      movedNanos = nanos;
    }
    return moving(nanos);
  }

  /** Returns whether something moved within {@link #HOLD_NANOS}. */
  boolean moving(long now) {
    return moved && now - movedNanos < HOLD_NANOS;
  }

  /**
   * Returns the picture as it is handed out.
   *
   * @param i420 belongs to the frame from then on, unless {@link #copies}
   */
  synchronized Frame frame(byte[] i420, long nanos) {
    byte[] picture = i420;
    if (dewarp.isPresent()) {
      picture = new byte[dewarp.get().bytes()];
      dewarp.get().render(i420, picture);
    }
    if (wish.options().night()) {
      night.improve(picture, wish.width() * wish.height());
    }
    Instant at = Instant.now().minusNanos(System.nanoTime() - nanos);
    return new Frame(picture, format, at, nanos);
  }

  /** Returns whether a frame has an array of its own. */
  boolean copies() {
    return dewarp.isPresent();
  }
}
