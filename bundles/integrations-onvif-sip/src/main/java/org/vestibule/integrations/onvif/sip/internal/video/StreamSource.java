// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.device.http.DeviceLogin;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * One stream: its decoder runs while somebody looks and {@value #LINGER_SECONDS} s longer, begins
 * anew after a failure, and is replaced by one at another rate without a gap: the new one takes
 * over with its first picture. Thread-safe.
 */
final class StreamSource implements VideoSource, Decoder.Listener {
  private static final int LINGER_SECONDS = 5;
  private static final long LINGER = TimeUnit.SECONDS.toNanos(LINGER_SECONDS);

  /** For so long after the last movement an idle camera is decoded in full. */
  private static final long AWAKE = TimeUnit.SECONDS.toNanos(6);

  /** A decoder is not replaced more often. */
  private static final long BETWEEN_CHANGES = TimeUnit.SECONDS.toNanos(3);

  private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

  private final StreamWish wish;
  private final VideoTools tools;
  private final Consumer<Boolean> moved;
  private final DeviceLogin login;
  private final PictureWork work;
  private final Feeds feeds = new Feeds();
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final StatusHolder status =
      new StatusHolder(Status.starting("Nobody has looked through this camera yet"));
  private final LongSupplier used = this::usedNanos;
  private final Pace pace = new Pace();
  private final AtomicLong pictures = new AtomicLong();
  private final AtomicLong handedOut = new AtomicLong();
  private Decoder current;
  private Decoder next;
  private long lookedNanos = System.nanoTime() - LINGER;
  private long restartNanos = System.nanoTime();
  private long changeNanos = System.nanoTime();
  private long awakeNanos;
  private long cpuBefore;
  private long restarts;
  private boolean moving;
  private boolean closed;
  private boolean alone;

  StreamSource(StreamWish wish, VideoTools tools, Consumer<Boolean> moved) {
    this.wish = wish;
    this.tools = tools;
    this.moved = moved;
    login = new DeviceLogin(wish.account());
    work = new PictureWork(wish);
    tools.budget().add(used);
  }

  @Override
  public VideoFeed open() throws VestibuleException {
    return open(false);
  }

  @Override
  public VideoFeed ambient() throws VestibuleException {
    return open(true);
  }

  private VideoFeed open(boolean ambient) throws VestibuleException {
    synchronized (this) {
      if (closed) {
        throw new VestibuleException(
            "station-unreachable",
            "camera of station " + wish.station(),
            "it was taken away",
            "a configured station",
            "Configure the station again.");
      }
      awakeNanos = System.nanoTime();
    }
    RingFeed feed = feeds.open(ambient);
    look(System.nanoTime());
    return feed;
  }

  /** Sees to the decoders; called a few times a second. */
  void look(long now) {
    if (feeds.any()) {
      supervise(now);
    } else {
      rest(now);
    }
  }

  private synchronized void rest(long now) {
    if (closed || now - lookedNanos >= LINGER) {
      stopAll();
    } else {
      supervise(now);
    }
  }

  private synchronized void supervise(long now) {
    if (closed) {
      return;
    }
    lookedNanos = feeds.any() ? now : lookedNanos;
    if (current == null) {
      if (now - restartNanos >= 0) {
        current = decoder(wanted(now));
      }
      return;
    }
    current.look(now);
    if (next != null) {
      next.look(now);
    } else if (current.delivering()
        && now - changeNanos >= BETWEEN_CHANGES
        && differs(current.wish(), wanted(now))) {
      replace(wanted(now));
    }
  }

  private void replace(DecoderWish as) {
    if (alone) {
      current.stop();
      retire(current);
      current = decoder(as);
    } else {
      next = decoder(as);
    }
  }

  private DecoderWish wanted(long now) {
    boolean visit = feeds.visits();
    boolean idle = wish.options().motionGate() && !visit && now - awakeNanos > AWAKE;
    return work.decoding(rate(visit), idle);
  }

  private int rate(boolean visit) {
    return RateShare.rate(wish.fps(), visit, tools.budget().share());
  }

  /** A small step of the rate is not worth a new process: pictures are left out instead. */
  private static boolean differs(DecoderWish is, DecoderWish wanted) {
    return is.keyframesOnly() != wanted.keyframesOnly()
        || wanted.fps() > is.fps()
        || 3 * wanted.fps() <= 2 * is.fps();
  }

  private Decoder decoder(DecoderWish as) {
    Decoder decoder = new Decoder(wish, as, tools, login, this);
    changeNanos = System.nanoTime();
    decoder.start();
    return decoder;
  }

  private void stopAll() {
    if (current != null) {
      current.stop();
      retire(current);
      current = null;
    }
    if (next != null) {
      next.stop();
      retire(next);
      next = null;
    }
  }

  private void retire(Decoder decoder) {
    cpuBefore += decoder.cpuNanos();
  }

  @Override
  public boolean picture(Decoder from, byte[] i420, long nanos) {
    pictures.incrementAndGet();
    if (!take(from, nanos)) {
      return false;
    }
    PictureWork.Seen seen = work.look(i420, nanos);
    boolean now = seen.moving();
    tell(now, nanos);
    boolean wanted = feeds.visits() || now && feeds.any() || feeds.latest(nanos).isEmpty();
    if (!wanted) {
      work.unused(seen);
      return false;
    }
    Frame frame = work.frame(seen, nanos);
    feeds.offer(frame, now);
    handedOut.incrementAndGet();
    return !work.copies();
  }

  /** Returns whether a picture is not one too many. */
  private synchronized boolean take(Decoder from, long nanos) {
    if (from == next) {
      current.stop();
      retire(current);
      current = next;
      next = null;
    }
    if (from != current || closed) {
      return false;
    }
    backoff.reset();
    status.set(Status.ready("Pictures come from " + wish.shown()));
    return pace.admits(nanos, rate(feeds.visits()));
  }

  private void tell(boolean now, long nanos) {
    boolean changed;
    synchronized (this) {
      awakeNanos = now ? nanos : awakeNanos;
      changed = moving != now;
      moving = now;
    }
    if (changed && wish.options().motionGate()) {
      moved.accept(now);
    }
  }

  @Override
  public synchronized void ended(Decoder from, VideoFault why) {
    if (from == next) {
      // The one that runs goes on as it is. A camera that says no allows no second viewer: there
      // the next change has a gap.
      alone |= why.code().equals("station-refused");
      retire(next);
      next = null;
      changeNanos = System.nanoTime() + 3 * BETWEEN_CHANGES;
      LOG.debug("Camera {}: no second decoder: {}", wish.shown(), why.sentence());
    } else if (from == current) {
      retire(current);
      current = next;
      next = null;
      if (current == null) {
        restarts++;
        restartNanos = System.nanoTime() + backoff.next();
        Status now = why.status();
        if (!now.sameAs(status.get())) {
          LOG.warn("Camera {}: {}", wish.shown(), why.sentence());
        }
        status.set(now);
      }
    }
  }

  @Override
  public Optional<Frame> latest() {
    return feeds.latest(System.nanoTime());
  }

  @Override
  public Status status() {
    return status.get();
  }

  /** Returns how it does. */
  synchronized VideoFigures figures() {
    Optional<Decoder> running = Optional.ofNullable(current);
    return new VideoFigures(
        pictures.get(),
        handedOut.get(),
        feeds.dropped(),
        rate(feeds.visits()),
        running.map(decoder -> decoder.wish().keyframesOnly()).orElse(false),
        restarts,
        cpuNanos(),
        running.flatMap(Decoder::pid));
  }

  private long usedNanos() {
    synchronized (this) {
      return cpuNanos() + feeds.readerNanos();
    }
  }

  private long cpuNanos() {
    return cpuBefore
        + (current == null ? 0 : current.cpuNanos())
        + (next == null ? 0 : next.cpuNanos());
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      stopAll();
    }
    tools.budget().remove(used);
    feeds.end();
    login.close();
  }
}
