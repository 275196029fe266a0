// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.Outbox.SinkDepth;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;

/**
 * The events of one sink, from whatever outbox is there now. Reading is for one thread; all else is
 * thread-safe.
 */
final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final int MOST = 100;

  private final Supplier<Outbox> outbox;
  private final String sink;
  private Outbox from;
  private volatile OutboxCursor cursor;
  private volatile String problem = "";
  private volatile long lostBefore;
  private boolean counted;

  /**
   * @param outbox gives null while there is none
   */
  Feed(Supplier<Outbox> outbox, String sink) {
    this.outbox = outbox;
    this.sink = sink;
  }

  /** Makes the sink known, so that what happens is kept for it while its broker is away. */
  void open() {
    try {
      follow();
    } catch (VestibuleException e) {
      problem = e.getMessage();
    }
  }

  /**
   * Returns what comes next.
   *
   * @return empty when nothing came in that time, and without waiting while there is a {@link
   *     #problem}
   */
  List<OutboxEntry> next(Duration wait) throws InterruptedException {
    try {
      follow();
      if (cursor == null) {
        problem = "the outbox (feature store) is not there";
        return List.of();
      }
      List<OutboxEntry> entries = cursor.next(MOST, wait);
      problem = "";
      return entries;
    } catch (VestibuleException e) {
      if (problem.isEmpty()) {
        LOG.warn("Events wait: {}", e.getMessage());
      }
      problem = e.getMessage();
      return List.of();
    }
  }

  /** Begins again with the first event that did not arrive. */
  void rewind() {
    if (cursor != null) {
      cursor.rewind();
    }
  }

  /** Says that an event arrived, or need not. */
  void confirm(OutboxEntry entry) {
    OutboxCursor now = cursor;
    if (now != null) {
      now.confirm(entry);
    }
  }

  /** Gives an event up that the broker will never take. */
  void giveUp(OutboxEntry entry, String reason) {
    OutboxCursor now = cursor;
    try {
      if (now != null) {
        now.giveUp(entry, reason);
        LOG.warn("An event is a dead letter now: {}", reason);
      }
    } catch (VestibuleException e) {
      // It stays unconfirmed, and is tried again after the next connection.
      LOG.warn("An event that the broker refuses cannot be laid aside: {}", e.getMessage());
    }
  }

  void wake() {
    OutboxCursor now = cursor;
    if (now != null) {
      now.wake();
    }
  }

  /** Returns why no events come; empty: they do. */
  String problem() {
    return problem;
  }

  Optional<SinkDepth> depth() {
    OutboxCursor now = cursor;
    try {
      return now == null ? Optional.empty() : Optional.of(now.depth());
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("A cursor cannot say how far it is", e);
      return Optional.empty();
    }
  }

  /** Returns how many events were lost to the outbox's bounds since this gateway was started. */
  long lost() {
    return depth().map(SinkDepth::lost).orElse(lostBefore) - lostBefore;
  }

  void close() {
    OutboxCursor last = cursor;
    cursor = null;
    from = null;
    try {
      if (last != null) {
        last.close();
      }
    } catch (RuntimeException | LinkageError e) {
      // Of a bundle that was replaced: with it all that it held is closed.
      LOG.debug("A cursor was not closed", e);
    }
  }

  /**
   * Closes, and has the outbox keep nothing for this sink any longer. Its dead letters keep it
   * known: whoever looks after them throws them away, nobody else.
   */
  void forget() {
    close();
    Outbox now = outbox.get();
    if (now == null || !counted) {
      // Never read by this one: it may be another's by now.
      return;
    }
    counted = false;
    try {
      boolean dead =
          now.depths().stream().anyMatch(each -> each.sink().equals(sink) && each.dead() > 0);
      if (!dead && now.forget(sink)) {
        LOG.info("Nothing is kept for {} any longer", sink);
      }
    } catch (VestibuleException e) {
      LOG.warn("What is kept for {} goes only when it is too old: {}", sink, e.getMessage());
    }
  }

  private void follow() throws VestibuleException {
    Outbox now = outbox.get();
    if (now != from) {
      close();
      if (now != null) {
        cursor = now.open(sink, OutboxWish.everything());
        from = now;
        if (!counted) {
          lostBefore = cursor.depth().lost();
          counted = true;
        }
      }
    }
  }
}
