// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.Outbox.SinkDepth;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;

/** The cursor of one sink. */
final class SinkCursor implements OutboxCursor {
  private static final Logger LOG = LoggerFactory.getLogger(SinkCursor.class);
  private static final int MOST = 1000;

  private final HouseOutbox outbox;
  private final Sink sink;
  private final LetterBox letters;
  private final Backlog backlog;

  /** Letters that were returned again and not confirmed. */
  private final Set<String> handed = ConcurrentHashMap.newKeySet();

  private final Object bell = new Object();
  private long rung;
  private boolean woken;
  private volatile boolean closed;
  private volatile boolean outdated;

  SinkCursor(HouseOutbox outbox, Sink sink, LetterBox letters, Backlog backlog) {
    this.outbox = outbox;
    this.sink = sink;
    this.letters = letters;
    this.backlog = backlog;
  }

  Sink sink() {
    return sink;
  }

  @Override
  public List<OutboxEntry> next(int most, Duration wait)
      throws VestibuleException, InterruptedException {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException(most + " entries; allowed: 1 to " + MOST);
    }
    long deadline = System.nanoTime() + wait.toNanos();
    while (!closed) {
      long before = rung();
      List<OutboxEntry> found = again(most);
      if (found.isEmpty()) {
        found = fresh(most);
      }
      if (!found.isEmpty()) {
        return found;
      }
      if (!heard(before, deadline)) {
        break;
      }
    }
    return List.of();
  }

  private List<OutboxEntry> again(int most) throws VestibuleException {
    List<OutboxEntry> found = new ArrayList<>();
    try {
      for (String id : letters.again()) {
        if (found.size() == most || handed.contains(id)) {
          continue;
        }
        Optional<Letter> letter = letters.open(id);
        if (letter.isPresent()) {
          handed.add(id);
          found.add(letter.get().kept().entry());
        } else {
          LOG.warn("A message that was to be tried again is broken and goes: {}", id);
          letters.discard(id, true);
        }
      }
    } catch (IOException e) {
      throw Refusals.failed(e);
    }
    return found;
  }

  private List<OutboxEntry> fresh(int most) throws VestibuleException {
    List<OutboxEntry> found = new ArrayList<>();
    while (found.isEmpty()) {
      List<Kept> read = backlog.read(sink.read(), most);
      if (read.isEmpty()) {
        break;
      }
      for (Kept each : read) {
        if (sink.take(each.position(), each.entry().topic())) {
          found.add(each.entry());
        }
      }
    }
    return found;
  }

  private long rung() {
    synchronized (bell) {
      return rung;
    }
  }

  /** Waits for the bell; false when the time is over or somebody woke it. */
  private boolean heard(long before, long deadline) throws InterruptedException {
    synchronized (bell) {
      while (rung == before && !woken) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(bell, left);
      }
      boolean on = !woken;
      woken = false;
      return on;
    }
  }

  /** Something new is there. */
  void ring() {
    synchronized (bell) {
      rung++;
      bell.notifyAll();
    }
  }

  @Override
  public void confirm(OutboxEntry entry) {
    if (handed.remove(entry.id())) {
      try {
        letters.discard(entry.id(), true);
      } catch (IOException e) {
        LOG.warn("A message that arrived at last may come again: {}", e.toString());
      }
    }
    sink.confirm(entry.position());
  }

  @Override
  public void giveUp(OutboxEntry entry, String reason) throws VestibuleException {
    outbox.bury(sink, letters, backlog, entry, reason);
    handed.remove(entry.id());
    sink.confirm(entry.position());
  }

  @Override
  public void rewind() {
    handed.clear();
    sink.rewind();
  }

  @Override
  public void wake() {
    synchronized (bell) {
      woken = true;
      bell.notifyAll();
    }
  }

  /** Somebody was erased: what was returned may still name them. */
  void outdate() {
    outdated = true;
    wake();
  }

  @Override
  public boolean outdated() {
    return outdated;
  }

  @Override
  public SinkDepth depth() {
    return outbox.depth(sink);
  }

  /** The vault is locked: what was opened goes. */
  void forget() {
    backlog.close();
  }

  @Override
  public void close() {
    closed = true;
    wake();
    backlog.close();
    outbox.closed(this);
  }
}
