// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.Threads;
import org.vestibule.integrations.access.control.internal.leaf.Inbox.Errand;
import org.vestibule.integrations.access.control.internal.leaf.Inbox.Fact;

/**
 * The leaves of all doors: takes what devices report, runs each door's {@link Leaf} on one thread,
 * tells the house, and keeps what must outlive a restart. It depends on no lock, so that a lock's
 * driver may depend on it. Thread-safe.
 */
@Component(service = {DoorSignals.class, Leaves.class})
public final class Leaves implements DoorSignals {
  /** What is known of a door now. */
  public record View(DoorContact contact, Set<DoorAlarm> alarms) {
    /** Copies. */
    public View {
      alarms = Set.copyOf(alarms);
    }

    static final View NOTHING = new View(DoorContact.UNKNOWN, Set.of());

    /** Returns whether a fire alarm releases the door. */
    public boolean fire() {
      return alarms.contains(DoorAlarm.FIRE_RELEASE);
    }
  }

  /** Is told, on the leaves' own thread, what moves a lock; returns at once. */
  public interface Follower {
    /** A fire alarm releases a door, or no longer. */
    void fire(DoorId door, boolean active);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Leaves.class);
  private static final int LONGEST_SOURCE = 80;
  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Follower NOBODY = (door, active) -> {};

  private final Inbox inbox = new Inbox();
  private final AtomicLong refused = new AtomicLong();
  private final Keeper keeper;
  private final News news;
  private final LeafBook book;
  private final Thread worker = Threads.named("vestibule-door-leaves").newThread(this::run);
  private volatile Follower follower = NOBODY;

  /** Keeps its file in the folder that {@code vestibule.data} names. */
  @Activate
  public Leaves(@Reference DoorAudit audit) {
    this(audit, Path.of(System.getProperty("vestibule.data", "data")).toAbsolutePath());
  }

  /**
   * Begins where the last one ended.
   *
   * @param data the folder of what outlives a restart
   */
  public Leaves(DoorAudit audit, Path data) {
    keeper = new Keeper(data.resolve("doors").resolve("leaves.json"));
    news = new News(audit);
    book = new LeafBook(keeper, news, (door, active) -> follower.fire(door, active));
    worker.start();
  }

  /** Keeps the last state and ends. */
  @Deactivate
  public void close() throws InterruptedException {
    inbox.close();
    worker.join(TimeUnit.SECONDS.toMillis(2));
    keeper.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setPublisher(EventPublisher service) {
    news.publisher(service);
    errand(now -> news.tell());
  }

  public void unsetPublisher(EventPublisher service) {
    news.publisherWent(service);
  }

  @Override
  public void report(String source, DoorId door, DoorSignal signal, boolean active) {
    Objects.requireNonNull(door, "door");
    Objects.requireNonNull(signal, "signal");
    if (!inbox.put(new Fact(name(source), door, signal, active, System.nanoTime()))) {
      refused.incrementAndGet();
    }
  }

  @Override
  public void gone(String source) {
    inbox.put(Fact.gone(name(source), System.nanoTime()));
  }

  /** Says who moves locks. */
  public void follow(Follower next) {
    follower = next;
  }

  /** Says that nobody does any more. */
  public void unfollow() {
    follower = NOBODY;
  }

  /** Takes a door, or its other rules. */
  public void configure(DoorId door, LeafRules rules) {
    errand(now -> book.configure(door, rules, now));
  }

  /** Forgets a door and all that was known of it. */
  public void forget(DoorId door) {
    errand(now -> book.forget(door));
  }

  /** There is a cause for this door to open from now on for so long. */
  public void letThrough(DoorId door, Duration time) {
    errand(now -> book.at(door, leaf -> leaf.letThrough(now, now + time.toNanos())));
  }

  /** A door is held open on purpose, or no longer. */
  public void held(DoorId door, boolean held) {
    errand(now -> book.at(door, leaf -> leaf.held(held, now)));
  }

  /** A lock was found free, or locked. */
  public void lock(DoorId door, boolean free) {
    errand(now -> book.at(door, leaf -> leaf.lock(free, now)));
  }

  /** Returns what is known of a door; never waits. */
  public View view(DoorId door) {
    return book.view(door);
  }

  /** Returns why what is known may be wrong. */
  public Optional<Status> trouble() {
    long lost = refused.get() + book.refused();
    if (lost > 0) {
      return Optional.of(
          Status.degraded(
              Cause.OVERLOADED, lost + " reports of inputs were refused: too many devices report"));
    }
    return keeper.trouble().map(sentence -> Status.degraded(Cause.STORAGE, sentence));
  }

  /** Returns how many inputs are of doors that are not configured. */
  public int strangers() {
    return book.strangers();
  }

  private void run() {
    boolean last;
    do {
      last = inbox.closed();
      try {
        Inbox.Batch batch =
            inbox.take(TimeUnit.NANOSECONDS.toMillis(book.idleNanos(IDLE_NANOS)) + 1);
        batch.entries().forEach(entry -> attempt(() -> handle(entry)));
        attempt(() -> book.tick(batch.at()));
        attempt(news::tell);
      } catch (InterruptedException e) {
        return;
      }
    } while (!last);
  }

  private void handle(Inbox.Entry entry) {
    if (entry instanceof Fact fact) {
      book.take(fact);
    } else if (entry instanceof Errand errand) {
      errand.work().run();
    }
  }

  private void errand(LongConsumer work) {
    long now = System.nanoTime();
    inbox.put(new Errand(now, () -> work.accept(now)));
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      // One that failed must not end the watch over all doors.
      LOG.error("What happened at a door could not be told", e);
    }
  }

  private static String name(String source) {
    return source.length() <= LONGEST_SOURCE ? source : source.substring(0, LONGEST_SOURCE);
  }
}
