// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;

/**
 * What a panel sent for one visit and nobody took yet. Kept from the press on, so that pictures
 * that arrive before the feed is opened are not lost. Thread-safe.
 */
final class MediaSession {
  private final FrameQueue frames = new FrameQueue();
  private final SoundQueue sound = new SoundQueue();
  private final AtomicBoolean soundArriving = new AtomicBoolean();
  private volatile long touchedNanos = System.nanoTime();
  private volatile boolean ended;

  /** Takes a picture; returns false when the session has ended. */
  boolean frame(Frame frame) {
    touch();
    return frames.offer(frame);
  }

  /** Takes a chunk, waiting for room; returns false when the session has ended. */
  boolean sound(AudioChunk chunk) throws InterruptedException {
    boolean taken = sound.put(chunk);
    if (taken) {
      touch();
    }
    return taken;
  }

  /** Takes a chunk of a live sender, without waiting; returns false when the session has ended. */
  boolean liveSound(AudioChunk chunk) {
    boolean taken = sound.offer(chunk);
    if (taken) {
      touch();
    }
    return taken;
  }

  /** Returns false when another request is already sending sound. */
  boolean beginSound() {
    return soundArriving.compareAndSet(false, true);
  }

  void endSound() {
    soundArriving.set(false);
  }

  void touch() {
    touchedNanos = System.nanoTime();
  }

  /** Returns for how long nothing has come, at {@code nowNanos}. */
  Duration idle(long nowNanos) {
    return Duration.ofNanos(Math.max(0, nowNanos - touchedNanos));
  }

  boolean ended() {
    return ended;
  }

  long droppedFrames() {
    return frames.dropped();
  }

  /** Ends both feeds; what is here can still be taken. */
  void end() {
    ended = true;
    frames.end();
    sound.end();
  }

  VideoFeed video() {
    return new Pictures();
  }

  AudioFeed audio() {
    return new Sound();
  }

  private final class Pictures implements VideoFeed {
    private volatile boolean closed;

    @Override
    public Optional<Frame> next(Duration wait) throws InterruptedException {
      return closed ? Optional.empty() : frames.take(wait);
    }

    @Override
    public boolean ended() {
      return closed || frames.drained();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class Sound implements AudioFeed {
    private volatile boolean closed;

    @Override
    public AudioFormat format() {
      // One fixed rate, so that a feed can be opened before the first sound says what it is.
      return new AudioFormat(Wave.RATE);
    }

    @Override
    public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
      return closed ? Optional.empty() : sound.take(wait);
    }

    @Override
    public boolean ended() {
      return closed || sound.drained();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
