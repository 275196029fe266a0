// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;

/**
 * The vendor's side over the broker that is here now: where the broker was replaced, it is made
 * anew for whoever asks next, and the one before is left when its last command has ended.
 * Thread-safe.
 */
final class HeadEndLink {
  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_TRIES = 3;

  private final HeadEndPlan plan;
  private final Supplier<Optional<EgressBroker>> broker;
  private final AtomicReference<Link> current = new AtomicReference<>();
  private final ConcurrentLinkedQueue<Link> left = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /** What is done with the vendor's side. */
  @FunctionalInterface
  interface Use {
    void with(HeadEnd headEnd) throws VestibuleException, InterruptedException;
  }

  /** What is done with it last. */
  @FunctionalInterface
  interface Last {
    void with(HeadEnd headEnd) throws InterruptedException;
  }

  private record Link(EgressBroker over, HeadEnd headEnd, Semaphore free) {}

  HeadEndLink(HeadEndPlan plan, Supplier<Optional<EgressBroker>> broker) {
    this.plan = plan;
    this.broker = broker;
  }

  /**
   * Gives a command.
   *
   * @return false when it was not given, because this link is over or too much is under way
   */
  boolean give(Use command) throws VestibuleException, InterruptedException {
    for (int i = 0; i < MOST_TRIES && !over; i++) {
      Link link = link();
      // One that was left meanwhile takes nothing: the next look finds its successor.
      if (link.free().tryAcquire()) {
        try {
          command.with(link.headEnd());
          return true;
        } finally {
          link.free().release();
        }
      }
    }
    return false;
  }

  /**
   * Returns the vendor's side, for the head-end's own thread.
   *
   * @throws VestibuleException {@code egress-*}, {@code configuration-invalid}, or {@code
   *     device-unreachable} without a broker
   */
  HeadEnd headEnd() throws VestibuleException {
    return link().headEnd();
  }

  /** Closes what was replaced; slow, for the head-end's own thread. */
  void tidy() throws InterruptedException {
    for (Link old = left.poll(); old != null; old = left.poll()) {
      await(old);
      old.headEnd().close();
    }
  }

  /** Takes nothing more, lets what is under way end, does one last thing, and logs out. */
  void close(Last last) throws InterruptedException {
    over = true;
    tidy();
    Link held = current.getAndSet(null);
    if (held != null) {
      try {
        await(held);
        last.with(held.headEnd());
      } finally {
        held.headEnd().close();
      }
    }
  }

  private void await(Link link) throws InterruptedException {
    // Whoever is still under way after that has had its time.
    long most = plan.settings().answer().toMillis() + 500;
    link.free().tryAcquire(MOST_AT_ONCE, most, TimeUnit.MILLISECONDS);
    link.free().drainPermits();
  }

  private Link link() throws VestibuleException {
    EgressBroker now = broker.get().orElseThrow(this::noBroker);
    Link held = current.get();
    if (held != null && held.over() == now) {
      return held;
    }
    Link made = new Link(now, made(now), new Semaphore(MOST_AT_ONCE));
    if (current.compareAndSet(held, made)) {
      if (held != null) {
        left.add(held);
      }
      return made;
    }
    made.headEnd().close();
    return link();
  }

  private HeadEnd made(EgressBroker now) throws VestibuleException {
    Egress way = now.open(HeadEnds.BUNDLE, plan.sink());
    try {
      return plan.vendor().over(new Wire(way, plan.settings()));
    } catch (VestibuleException e) {
      way.close();
      throw e;
    }
  }

  private VestibuleException noBroker() {
    return new VestibuleException(
        Refusal.UNREACHABLE,
        plan.settings().name(),
        "no broker of outgoing connections",
        "a broker",
        "Start the feature egress.");
  }
}
