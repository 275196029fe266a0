// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.database.Reserve;

/**
 * What is kept, from memory to the disk and away again. Whatever changes the log has the {@link
 * #turn}; nobody who only hands in, reads or confirms waits for it. Thread-safe.
 */
final class Stock {
  private static final Logger LOG = LoggerFactory.getLogger(Stock.class);
  private static final int MOST_AT_ONCE = 4096;
  private static final long MOST_BYTES_AT_ONCE = 1 << 20;
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  final ReentrantLock turn = new ReentrantLock(true);
  final Pending pending;
  final Ring ring;
  final Sinks sinks;
  final TopicNames names = new TopicNames();
  final EntryLog log;
  final SegmentKeys keys;
  private final Reserve reserve;
  private final Keeping keeping;
  private volatile OutboxSettings settings = OutboxSettings.DEFAULT;
  private volatile VestibuleException trouble;
  private Runnable written = () -> {};
  private volatile boolean recovered;
  private boolean failed;
  private long againNanos = System.nanoTime();
  private long keepNanos = System.nanoTime();

  Stock(SegmentFolder folder, SegmentKeys keys, Sinks sinks, Reserve reserve, Clock clock) {
    this.keys = keys;
    this.sinks = sinks;
    this.reserve = reserve;
    pending = new Pending(20_000, 32L << 20);
    ring = new Ring(4096, 8L << 20);
    log = new EntryLog(folder, keys, names, clock, segment -> sinks.gone(segment, names));
    keeping = new Keeping(log, sinks, ring, clock);
  }

  /** Says whom to tell of what was written. */
  void onWritten(Runnable listener) {
    written = listener;
  }

  void settings(OutboxSettings now) {
    settings = now;
  }

  OutboxSettings settings() {
    return settings;
  }

  /** Returns what keeps things from the disk, if something does. */
  VestibuleException trouble() {
    return trouble;
  }

  /** Takes what an earlier run left. */
  void recover() throws IOException {
    turn.lock();
    try {
      if (!recovered) {
        log.recover(sinks.recover());
        sinks.forgotten(!log.segments().isEmpty());
        recovered = true;
      }
    } finally {
      turn.unlock();
    }
  }

  /** Returns whether it is known what an earlier run left. */
  boolean recovered() {
    return recovered;
  }

  /** Notes how far everybody is. */
  void save() {
    turn.lock();
    try {
      keeping.save();
    } finally {
      turn.unlock();
    }
  }

  /** Returns whether somebody wants to be told of a topic, as far as is known. */
  boolean wanted(String topic) {
    return sinks.want(topic) || sinks.forgotten();
  }

  /**
   * Takes something that happened, unless there is no room for it.
   *
   * @param millis how long to wait for room in memory while it is being written
   */
  void offer(Fresh fresh, long millis) throws InterruptedException {
    if (fresh.droppable() && log.bytes() > settings.firmOnly()) {
      sinks.lost(fresh.topic());
      return;
    }
    for (Fresh gone : pending.offer(fresh, millis)) {
      sinks.lost(gone.topic());
    }
  }

  /**
   * Writes what waits, and lets go of what is not needed: what the one writing thread does.
   *
   * @return whether more can be written at once
   */
  boolean round() {
    turn.lock();
    try {
      long now = System.nanoTime();
      if (keys.open() && recovered && (!failed || now - againNanos >= 0)) {
        write();
      } else {
        pending.patient(false);
      }
      boolean on = keys.open() && recovered && !failed;
      if (recovered && now - keepNanos >= 0) {
        keepNanos = now + KEEP_NANOS;
        keeping.keep(settings);
      }
      return on;
    } finally {
      turn.unlock();
    }
  }

  private void write() {
    try {
      log.index();
      pending.patient(true);
      writeSome();
      failed = false;
      trouble = null;
    } catch (VestibuleException e) {
      // A vault that is locked meanwhile is no trouble of the disk.
      failed(e.code().equals("vault-locked") ? null : e);
    } catch (IOException e) {
      failed(Refusals.of(e));
    }
  }

  private void failed(VestibuleException why) {
    if (why != null && trouble == null) {
      LOG.warn("What happens waits in memory: {}", why.getMessage());
    }
    trouble = why;
    failed = true;
    pending.patient(false);
    againNanos = System.nanoTime() + AGAIN_NANOS;
  }

  private void writeSome() throws IOException, VestibuleException {
    long segment = settings.segment();
    List<Fresh> batch = pending.take(MOST_AT_ONCE, Math.min(MOST_BYTES_AT_ONCE, segment));
    if (batch.isEmpty()) {
      if (failed) {
        reserve.demand(0); // Whether there is room again.
      }
      return;
    }
    boolean done = false;
    try {
      long length = batch.stream().mapToLong(each -> each.kept().size()).sum();
      reserve.demand(length);
      keeping.room(settings, length);
      ring.add(log.append(batch, segment));
      done = true;
    } finally {
      if (!done) {
        pending.putBack(batch);
      }
    }
    written.run();
  }

  /** Forgets what was opened. */
  void lock() {
    turn.lock();
    try {
      pending.patient(false);
      log.roll();
      ring.clear();
    } finally {
      turn.unlock();
    }
  }

  /** Takes a segment out that cannot be read. */
  void broken(Segment segment, BrokenRecord why) {
    turn.lock();
    try {
      log.setAside(segment, why);
    } finally {
      turn.unlock();
    }
  }

  /** Writes what may still be written, and closes. */
  void close() {
    turn.lock();
    try {
      if (keys.open() && recovered) {
        while (pending.size() > 0 && !failed) {
          write();
        }
      }
      log.roll();
      ring.clear();
      keeping.save();
    } finally {
      turn.unlock();
    }
  }
}
