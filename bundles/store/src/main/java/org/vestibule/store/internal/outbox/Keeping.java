// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long anything is kept: until every sink has it, and not beyond the bounds. Used by whoever
 * has the turn.
 */
final class Keeping {
  private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

  /** The file that is written to goes this long after it was begun, so that few are made. */
  private static final Duration BEGUN = Duration.ofSeconds(30);

  private final EntryLog log;
  private final Sinks sinks;
  private final Ring ring;
  private final Clock clock;

  Keeping(EntryLog log, Sinks sinks, Ring ring, Clock clock) {
    this.log = log;
    this.sinks = sinks;
    this.ring = ring;
    this.clock = clock;
  }

  /** Notes how far everybody is, and deletes what is not needed or too old. */
  void keep(OutboxSettings settings) {
    long low = sinks.low(log.next());
    if (sinks.changed()) {
      save();
    }
    for (Segment segment : log.segments()) {
      boolean young = segment.header().begun() > clock.millis() - BEGUN.toMillis();
      boolean needed = segment.end() > low || sinks.forgotten();
      if (!needed && !(log.active(segment) && young && segment.bytes() < settings.segment() / 4)) {
        log.remove(segment);
      }
    }
    if (sinks.all().isEmpty()) {
      ring.clear();
    }
    long oldest = clock.millis() - settings.age().toMillis();
    for (Segment segment : log.segments()) {
      if (segment.header().begun() <= oldest) {
        log.giveUp(segment);
      }
    }
    room(settings, 0);
  }

  /**
   * Makes room for so many bytes; the oldest go, read or not. A segment goes as a whole when its
   * oldest entry is too old, so none is written to for long.
   */
  void room(OutboxSettings settings, long more) {
    long stale = clock.millis() - settings.age().toMillis() / 24;
    log.segments().stream()
        .filter(each -> log.active(each) && each.header().begun() <= stale)
        .findFirst()
        .ifPresent(each -> log.roll());
    while (log.segments().size() > 1 && log.bytes() + more > settings.bytes()) {
      log.giveUp(log.segments().get(0));
    }
  }

  /** A disk that does not take it keeps nothing from going: then some of it may come again. */
  void save() {
    try {
      sinks.save(log.next());
    } catch (IOException e) {
      LOG.debug("How far the sinks are was not noted: {}", e.toString());
    }
  }
}
