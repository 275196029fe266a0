// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.BlackOut;

/**
 * What is done with each picture before anybody gets it: the view is cut out, what is masked
 * becomes black, then it is looked for movement, and in the dark it is made brighter. Thread-safe,
 * one picture at a time.
 */
final class PictureWork {
  /** For so long after the last movement pictures still go to those who want only movement. */
  static final long HOLD_NANOS = 2_000_000_000L;

  private final StreamWish wish;
  private final MotionGate gate = new MotionGate();
  private final NightSight night = new NightSight();
  private final Optional<Dewarp> dewarp;
  private final FrameFormat format;
  private Areas areas;
  private BlackOut black;
  private byte[] spare;
  private volatile long movedNanos;
  private volatile boolean moved;

  PictureWork(StreamWish wish) {
    this.wish = wish;
    dewarp = wish.options().dewarp().map(view -> new Dewarp(view, wish.width(), wish.height()));
    format = new FrameFormat.Raw(PixelLayout.I420, wish.width(), wish.height());
    take(wish.options().areas().now());
  }

  /**
   * A picture as it may be handed out.
   *
   * @param i420 without what is masked
   * @param moving whether something moved lately
   */
  record Seen(byte[] i420, boolean moving) {}

  /** Returns what the decoder shall give: the whole fisheye picture where a view is cut out. */
  DecoderWish decoding(int fps, boolean keyframesOnly) {
    return wish.options()
        .dewarp()
        .map(view -> new DecoderWish(view.width(), view.height(), fps, keyframesOnly))
        .orElseGet(() -> new DecoderWish(wish.width(), wish.height(), fps, keyframesOnly));
  }

  /**
   * Hides what is masked and looks whether something moves.
   *
   * @param decoded is painted, too, where no view is cut out of it
   */
  synchronized Seen look(byte[] decoded, long nanos) {
    Areas now = wish.options().areas().now();
    if (now != areas) {
      take(now);
    }
    byte[] picture = decoded;
    if (dewarp.isPresent()) {
      picture = spare == null ? new byte[dewarp.get().bytes()] : spare;
      spare = null;
      dewarp.get().render(decoded, picture);
    }
    black.i420(picture);
    if (!wish.options().motionGate()) {
      return new Seen(picture, true);
    }
    if (gate.look(picture, wish.width(), wish.height())) {
      moved = true;
      movedNanos = nanos;
    }
    return new Seen(picture, moving(nanos));
  }

  private void take(Areas now) {
    areas = now;
    black = BlackOut.of(now.masks(), wish.width(), wish.height());
    gate.watch(now);
  }

  /** Returns whether something moved within {@link #HOLD_NANOS}. */
  boolean moving(long now) {
    return moved && now - movedNanos < HOLD_NANOS;
  }

  /** Returns a picture as it is handed out; its array belongs to the frame from then on. */
  synchronized Frame frame(Seen seen, long nanos) {
    byte[] picture = seen.i420();
    if (wish.options().night() && night.improve(picture, pixels(), black.hidden())) {
      // Dark became brighter, and so did black.
      black.i420(picture);
    }
    Instant at = Instant.now().minusNanos(System.nanoTime() - nanos);
    return new Frame(picture, format, at, nanos);
  }

  private int pixels() {
    return wish.width() * wish.height();
  }

  /** Nobody wanted a picture. */
  synchronized void unused(Seen seen) {
    if (dewarp.isPresent()) {
      spare = seen.i420();
    }
  }

  /** Returns whether a frame has an array of its own, and not that of the decoded picture. */
  boolean copies() {
    return dewarp.isPresent();
  }
}
