// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.api.station.Frame;

/** Who gets the pictures of one camera. Thread-safe. */
final class Feeds {
  private static final long FRESH = 2_000_000_000L;

  private final List<RingFeed> open = new CopyOnWriteArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong readerNanos = new AtomicLong();
  private volatile Frame newest;

  /** Opens one. */
  RingFeed open(boolean ambient) {
    RingFeed feed = new RingFeed(ambient, this::closed);
    open.add(feed);
    return feed;
  }

  private void closed(RingFeed feed) {
    if (open.remove(feed)) {
      dropped.addAndGet(feed.dropped());
      readerNanos.addAndGet(feed.readerNanos());
    }
  }

  boolean any() {
    return !open.isEmpty();
  }

  /** Returns whether a visit looks. */
  boolean visits() {
    return open.stream().anyMatch(feed -> !feed.ambient());
  }

  /** Hands a picture to everybody who wants it. */
  void offer(Frame frame, boolean moving) {
    newest = frame;
    for (RingFeed feed : open) {
      if (moving || !feed.ambient()) {
        feed.offer(frame);
      }
    }
  }

  /** Returns the newest picture, unless it is old. */
  Optional<Frame> latest(long now) {
    return Optional.ofNullable(newest).filter(frame -> now - frame.capturedNanos() <= FRESH);
  }

  long dropped() {
    return dropped.get() + open.stream().mapToLong(RingFeed::dropped).sum();
  }

  long readerNanos() {
    return readerNanos.get() + open.stream().mapToLong(RingFeed::readerNanos).sum();
  }

  /** Ends all. */
  void end() {
    open.forEach(RingFeed::end);
  }
}
