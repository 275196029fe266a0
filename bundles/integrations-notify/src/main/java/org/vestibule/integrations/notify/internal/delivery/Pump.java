// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.notify.internal.delivery.Answer.Kind;

/**
 * Brings what is read from the outbox to one sink: at least once, in order for each door, again
 * after growing pauses, and for a bounded time. Used by one thread; what is sent is sent by others.
 */
final class Pump {
  /** How many entries are held: behind a door that is stuck the others must still be seen. */
  static final int WINDOW = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
  private static final int BATCH = 100;
  private static final Duration WHILE_AWAY = Duration.ofMillis(100);
  private static final Duration SHORTEST = Duration.ofMillis(2);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final OutboxCursor cursor;
  private final Post post;
  private final Rules rules;
  private final Pace pace;
  private final Standing standing;
  private final ExecutorService senders;
  private final Ticks ticks;
  private final Lanes lanes = new Lanes();
  private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
  private int away;
  private int looks;
  private long nextLookNanos;
  private long nextDepthNanos;

  /** The clocks, and chance from 0 (included) to 1 (excluded). */
  record Ticks(Clock clock, LongSupplier nanos, DoubleSupplier chance) {}

  private record Done(Lane lane, Answer answer) {}

  Pump(
      OutboxCursor cursor,
      Post post,
      Rules rules,
      Pace pace,
      Standing standing,
      ExecutorService senders,
      Ticks ticks) {
    this.cursor = cursor;
    this.post = post;
    this.rules = rules;
    this.pace = pace;
    this.standing = standing;
    this.senders = senders;
    this.ticks = ticks;
    nextLookNanos = ticks.nanos().getAsLong();
    nextDepthNanos = nextLookNanos;
  }

  /** Serves until {@code on} says no. */
  void serve(BooleanSupplier on) throws VestibuleException, InterruptedException {
    while (on.getAsBoolean()) {
      settle();
      look();
      send();
      measure();
      if (lanes.size() < WINDOW && !standing.gone()) {
        int most = Math.min(BATCH, WINDOW - lanes.size());
        List<OutboxEntry> read = cursor.next(most, pause());
        if (!on.getAsBoolean()) {
          // What came since is for whoever comes next, by other rules; it was not confirmed.
          return;
        }
        read.forEach(this::take);
      } else {
        Done next = done.poll(pause().toNanos(), TimeUnit.NANOSECONDS);
        if (next != null) {
          settle(next);
        }
      }
    }
  }

  /** Settles what was on its way and has ended. */
  void settle() throws VestibuleException {
    for (Done next = done.poll(); next != null; next = done.poll()) {
      settle(next);
    }
  }

  private void measure() {
    long now = ticks.nanos().getAsLong();
    if (now - nextDepthNanos >= 0) {
      standing.depth(cursor.depth());
      nextDepthNanos = now + LONGEST.toNanos();
    }
  }

  private void take(OutboxEntry entry) {
    if (rules.tells().test(entry.topic())) {
      lanes.add(entry);
    } else {
      cursor.confirm(entry);
    }
  }

  /** As long as nothing is heard of the other end, and nothing waits, it is asked for itself. */
  private void look() throws InterruptedException {
    long now = ticks.nanos().getAsLong();
    if (standing.silent() && lanes.size() == 0 && now - nextLookNanos >= 0) {
      standing.looked(post.look());
      nextLookNanos =
          ticks.nanos().getAsLong() + pace.trial(looks++, ticks.chance().getAsDouble()).toNanos();
    }
  }

  private void send() throws VestibuleException {
    long now = ticks.nanos().getAsLong();
    Optional<Lane> next = lanes.due(now);
    while (next.isPresent() && away < rules.concurrency()) {
      Lane lane = next.get();
      OutboxEntry entry = lane.waiting.getFirst();
      if (entry.at().plus(rules.age()).isBefore(ticks.clock().instant())) {
        giveUp(lane, "older than " + rules.age().toHours() + " h; the last try: " + lane.reason);
      } else if (standing.admits()) {
        lane.away = true;
        away++;
        senders.execute(() -> carry(lane, entry));
      } else {
        return;
      }
      next = lanes.due(now);
    }
  }

  private void carry(Lane lane, OutboxEntry entry) {
    Answer answer;
    try {
      answer = post.send(entry);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = Answer.of(Kind.UNREACHED, Cause.UPDATING, "the gateway stops");
    } catch (RuntimeException e) {
      // A bad event may only lose itself.
      LOG.error("{} cannot be written: {}", entry, e.getClass().getSimpleName());
      LOG.debug("{} cannot be written", entry, e);
      answer = Answer.of(Kind.REFUSED, Cause.DEVICE_REFUSED, "the gateway cannot write it");
    }
    standing.note(answer);
    done.add(new Done(lane, answer));
    cursor.wake();
  }

  private void settle(Done ended) throws VestibuleException {
    away--;
    Lane lane = ended.lane();
    Answer answer = ended.answer();
    lane.away = false;
    lane.reason = answer.reason();
    switch (answer.kind()) {
      case DELIVERED, WITHHELD -> cursor.confirm(lanes.settled(lane));
      case REFUSED -> giveUp(lane, answer.reason());
      case GONE -> again(lane);
      case LATER, FAILED -> {
        lane.tries++;
        if (lane.tries >= rules.attempts()) {
          giveUp(lane, lane.tries + " tries in vain; the last one: " + answer.reason());
        } else {
          again(lane);
        }
      }
      case UNREACHED -> again(lane);
      default -> throw new IllegalStateException("no other kind");
    }
  }

  private void again(Lane lane) {
    lane.rounds++;
    Duration pause = pace.pause(lane.rounds, ticks.chance().getAsDouble());
    lane.again(ticks.nanos().getAsLong() + pause.toNanos());
  }

  private void giveUp(Lane lane, String reason) throws VestibuleException {
    cursor.giveUp(lane.waiting.getFirst(), reason);
    lanes.settled(lane);
    LOG.warn("An event was given up: {}", reason);
  }

  private Duration pause() {
    if (away > 0) {
      return WHILE_AWAY;
    }
    long now = ticks.nanos().getAsLong();
    long due = lanes.untilDue(now, LONGEST.toNanos());
    long closed = Math.min(standing.closedFor().toNanos(), LONGEST.toNanos());
    boolean idle = lanes.size() == 0 || standing.gone();
    return idle ? LONGEST : Duration.ofNanos(Math.max(SHORTEST.toNanos(), Math.max(due, closed)));
  }
}
