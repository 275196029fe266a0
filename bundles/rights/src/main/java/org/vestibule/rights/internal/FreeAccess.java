// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.rights.internal.rule.AccessRule;
import org.vestibule.rights.internal.rule.Book;
import org.vestibule.rights.internal.rule.Timetable;

/**
 * Keeps free doors unlocked by leases of {@link #LEASE}, each no longer than the schedule lasts:
 * the door locks when it ends, and within a lease after this bundle, the door's or the rule has
 * gone. Looks every few seconds, on a thread of its own, so that a slow disk locks no door.
 */
@Component(
    service = {},
    immediate = true)
public final class FreeAccess {
  static final Duration LEASE = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(FreeAccess.class);
  private static final int LOOK_SECONDS = 2;
  private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final RightsHouse house;
  private final Map<String, Long> renewed = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "vestibule-rights-free");
            made.setDaemon(true);
            return made;
          });

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile DoorController doors;

  /** Works on what the house knows. */
  @Activate
  public FreeAccess(@Reference RightsHouse house) {
    this.house = house;
  }

  @Activate
  void begin() {
    thread.scheduleWithFixedDelay(this::guarded, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** What is held ends with its lease. */
  @Deactivate
  void end() {
    thread.shutdownNow();
  }

  private void guarded() {
    try {
      look();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Free doors could not be looked after: {}", e.toString());
    }
  }

  /** Renews what has to be renewed. */
  void look() {
    Book book = house.rules.book();
    Instant now = house.clock.instant();
    Set<String> free = new HashSet<>();
    for (AccessRule rule : book.rules()) {
      Timetable timetable = rule.free().map(book.timetables()::get).orElse(null);
      if (timetable != null && timetable.open(now)) {
        for (DoorId door : rule.doors()) {
          if (!rule.firstPersonIn() || entered(book, rule, door, now)) {
            String id = id(rule, door);
            free.add(id);
            renew(id, rule, door, lease(timetable, now));
          }
        }
      }
    }
    renewed.keySet().retainAll(free);
  }

  private boolean entered(Book book, AccessRule rule, DoorId door, Instant now) {
    return house
        .whereabouts
        .entered(door)
        .filter(at -> book.sameDay(rule.free().orElseThrow(), at, now))
        .isPresent();
  }

  private void renew(String id, AccessRule rule, DoorId door, Duration lease) {
    DoorController controller = doors;
    long nanos = house.nanos.getAsLong();
    Long last = renewed.get(id);
    if (controller == null || last != null && nanos - last < RENEW_NANOS) {
      return;
    }
    renewed.put(id, nanos);
    String reason = "Free during " + rule.free().orElseThrow() + " by rule " + rule.id();
    try {
      controller
          .hold(new HoldOrder(id, door, reason, lease))
          .thenAccept(outcome -> tell(id, door, outcome));
    } catch (RuntimeException | LinkageError e) {
      // A bundle that vanishes under the call: the other doors are looked after all the same.
      tell(id, door, new DoorOutcome.Unreachable("The door control failed: " + e));
    }
  }

  private void tell(String id, DoorId door, DoorOutcome outcome) {
    boolean held = outcome instanceof DoorOutcome.Opened;
    if (!held) {
      renewed.remove(id);
    }
    if (held ? failing.remove(id) : failing.add(id)) {
      LOG.info("Free door {}: {}", door, outcome.sentence());
    }
  }

  /** A lease that ends with the schedule, and lasts for a second at least. */
  private static Duration lease(Timetable timetable, Instant now) {
    Optional<Duration> left = timetable.changes(now).map(end -> Duration.between(now, end));
    Duration lease = left.filter(time -> time.compareTo(LEASE) < 0).orElse(LEASE);
    return lease.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : lease;
  }

  private static String id(AccessRule rule, DoorId door) {
    String name = rule.id() + " " + door;
    return "free-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
