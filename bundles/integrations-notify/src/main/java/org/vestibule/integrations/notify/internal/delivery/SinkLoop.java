// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.notify.internal.NotifyServices;

/**
 * Keeps one sink served: waits for the services that it needs, opens it, and opens it anew when its
 * configuration, a secret or a service changes. One thread for the whole life, and others that
 * send. Thread-safe.
 *
 * @param <P> what it sends by
 */
public final class SinkLoop<P extends Post> {
  private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int END_SECONDS = 4;

  private final NotifyServices services;
  private final Pace pace;
  private final Clock clock;
  private final Semaphore attention = new Semaphore(0);
  private final Thread thread;
  private volatile Order<P> order;
  private volatile Status waiting = Status.starting("Reads its configuration");
  private volatile Serving<P> serving;
  private volatile boolean stopped;
  private volatile boolean gone;
  private volatile boolean known;

  /** Makes the way to send, from what is configured. */
  @FunctionalInterface
  public interface Opening<P> {
    P open(NotifyServices services, EgressBroker broker)
        throws VestibuleException, IOException, GeneralSecurityException;
  }

  /**
   * What is to be served.
   *
   * @param sink the name of its cursor
   * @param target the other end as people know it; no secret
   */
  public record Order<P>(
      String sink, String target, OutboxWish wish, Rules rules, Opening<P> opening) {}

  /** What it was opened with; another one of these is a reason to open it anew. */
  private record Around<P>(Order<P> order, Outbox outbox, EgressBroker broker, long secrets) {}

  private record Serving<P>(P post, Standing standing, OutboxCursor cursor) {}

  /**
   * @param name of its thread
   */
  public SinkLoop(NotifyServices services, Pace pace, Clock clock, String name) {
    this.services = services;
    this.pace = pace;
    this.clock = clock;
    thread = new Thread(this::run, "vestibule-notify-" + name);
    thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Takes another configuration, also if it says the same: what is gone for good is tried anew. */
  public void use(Order<P> next) {
    order = next;
    callAttention();
  }

  /** Ends; what is on its way gets some seconds. */
  public void stop() throws InterruptedException {
    stopped = true;
    callAttention();
    thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS + 2));
    thread.interrupt();
  }

  /** Once it has ended nothing is kept for its sink any longer. */
  public void forget() {
    gone = true;
  }

  /** Returns what it sends by, for what does not wait in a queue; empty while it cannot. */
  public Optional<P> post() {
    return Optional.ofNullable(serving).map(Serving::post);
  }

  /** Notes how something ended that did not wait in the queue. */
  public void note(Answer answer) {
    Serving<P> now = serving;
    if (now != null) {
      now.standing().note(answer);
    }
  }

  /** Returns how it is. */
  public Status status() {
    Serving<P> now = serving;
    return now == null ? waiting : now.standing().status();
  }

  private void callAttention() {
    attention.release();
    Serving<P> now = serving;
    if (now != null) {
      now.cursor().wake();
    }
  }

  private void run() {
    int failures = 0;
    try {
      while (!stopped) {
        attention.drainPermits();
        Around<P> now =
            new Around<>(order, services.outbox(), services.broker(), services.secretsChanged());
        if (now.order() == null) {
          pause(LOOK);
        } else if (now.outbox() == null || now.broker() == null || services.secrets() == null) {
          waiting = LoopStatus.missing(now.outbox(), now.broker());
          pause(LOOK);
        } else if (served(now)) {
          failures = 0;
        } else {
          rest(now, failures++);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (gone && known) {
        forget(order.sink(), services.outbox());
      }
    }
  }

  /** A sink that has dead letters stays known, for whoever looks after them. */
  private static void forget(String sink, Outbox outbox) {
    try {
      if (outbox != null
          && outbox.depths().stream().noneMatch(it -> it.sink().equals(sink) && it.dead() > 0)
          && outbox.forget(sink)) {
        LOG.info("Nothing is kept for {} any longer", sink);
      }
    } catch (VestibuleException e) {
      LOG.warn("What is kept for {} goes only when it is too old: {}", sink, e.getMessage());
    }
  }

  /** Serves as long as nothing changes; returns false when it could not go on. */
  private boolean served(Around<P> now) throws InterruptedException {
    Order<P> wanted = now.order();
    try (P post = wanted.opening().open(services, now.broker());
        OutboxCursor cursor = now.outbox().open(wanted.sink(), wanted.wish())) {
      known = true;
      Standing standing =
          new Standing(wanted.target(), pace, clock, System::nanoTime, SinkLoop::chance);
      waiting = Status.starting("Opens the way out anew");
      serving = new Serving<>(post, standing, cursor);
      ExecutorService senders = senders(wanted);
      Pump.Ticks ticks = new Pump.Ticks(clock, System::nanoTime, SinkLoop::chance);
      Pump pump = new Pump(cursor, post, wanted.rules(), pace, standing, senders, ticks);
      try {
        // What waits here may name somebody who was erased meanwhile; in the outbox it does not.
        pump.serve(() -> unchanged(now) && !cursor.outdated());
        return true;
      } finally {
        finish(senders, post, pump);
      }
    } catch (VestibuleException | IOException | GeneralSecurityException | RuntimeException e) {
      return failed(wanted, e);
    } catch (LinkageError e) {
      // A cursor of a bundle that was replaced meanwhile: nobody would start this thread again.
      return failed(wanted, new IllegalStateException(e));
    } finally {
      serving = null;
    }
  }

  private boolean failed(Order<P> wanted, Exception e) {
    waiting = LoopStatus.problem(wanted.sink(), e);
    LOG.warn("{}: {}", wanted.sink(), waiting.sentence());
    LOG.debug("{} cannot go on", wanted.sink(), e);
    return false;
  }

  private static void finish(ExecutorService senders, Post post, Pump pump)
      throws VestibuleException, InterruptedException {
    senders.shutdown();
    if (!senders.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
      // Its connections end with it, and what waits for them.
      post.close();
      senders.shutdownNow();
      senders.awaitTermination(1, TimeUnit.SECONDS);
    }
    pump.settle();
  }

  private static ExecutorService senders(Order<?> order) {
    return Executors.newFixedThreadPool(
        order.rules().concurrency(),
        task -> {
          Thread sender = new Thread(task, "vestibule-notify-" + order.sink() + "-send");
          sender.setDaemon(true);
          return sender;
        });
  }

  private static double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }

  /** Waits before the next try, longer each time, and no longer than everything stays as it is. */
  private void rest(Around<P> now, int failures) throws InterruptedException {
    Duration longest = LOOK.multipliedBy(1L << Math.min(10, failures));
    Duration bounded = longest.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longest;
    long end = System.nanoTime() + bounded.toNanos();
    while (System.nanoTime() - end < 0 && unchanged(now)) {
      pause(LOOK.dividedBy(5));
    }
  }

  private boolean unchanged(Around<P> now) {
    return !stopped
        && order == now.order()
        && services.outbox() == now.outbox()
        && services.broker() == now.broker()
        && services.secretsChanged() == now.secrets();
  }

  private void pause(Duration most) throws InterruptedException {
    attention.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
