// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.store.HouseSeal;

/**
 * What is known of cards while the vault is open. Read by any thread, changed by one at a time;
 * dropped as a whole when the vault locks.
 */
final class CardMemory {
  /** The source of what a table brought. */
  static final String TABLE = "table";

  private static final Set<String> LOCAL = Set.of(Credentials.BY_HAND, TABLE);

  /**
   * How long a head-end's cards count.
   *
   * @param endNanos the same as the head's {@code until}, on a clock that nobody sets: a wall clock
   *     that is set back does not lengthen it
   */
  private record Lease(SourceHead head, long endNanos) {}

  private final CardIndex index = new CardIndex();
  private final Map<String, Lease> leases = new ConcurrentHashMap<>();
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final Map<String, Long> counters = new TreeMap<>();
  private final Set<PersonId> tainted = new HashSet<>();
  private final Clock clock;
  private final LongSupplier nanos;
  private int unreadable;

  private CardMemory(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Takes what was kept; the cards of a head-end only where its signature holds. */
  static CardMemory of(CardShelf.Kept kept, HouseSeal seal, Clock clock, LongSupplier nanos) {
    CardMemory memory = new CardMemory(clock, nanos);
    memory.unreadable = kept.unreadable();
    memory.counters.putAll(kept.counters());
    kept.heads().forEach(head -> memory.admit(head, seal, kept.cards()));
    memory.counters.keySet().stream()
        .filter(source -> !source.isEmpty() && memory.head(source) == null)
        .forEach(source -> memory.refused.putIfAbsent(source, "its signature is not there"));
    Map<PersonId, List<Assignment>> people =
        kept.cards().stream().collect(Collectors.groupingBy(Assignment::person));
    people.forEach(memory::list);
    return memory;
  }

  private void admit(SourceHead head, HouseSeal seal, List<Assignment> cards) {
    if (head.counter() < counters.getOrDefault(head.source(), 0L)) {
      refused.put(head.source(), "it is an older copy");
    } else if (head.holds(seal, of(head.source(), cards.stream()))) {
      lease(head);
    } else {
      refused.put(head.source(), "it was changed");
    }
  }

  private void list(PersonId person, List<Assignment> cards) {
    List<Assignment> good = new ArrayList<>(cards);
    if (good.removeIf(card -> !local(card.source()) && !leases.containsKey(card.source()))) {
      tainted.add(person);
    }
    index.put(person, good);
  }

  /** Returns whether a card counts now. */
  boolean counts(Assignment card) {
    Instant now = clock.instant();
    if (card.until().filter(until -> !now.isBefore(until)).isPresent()) {
      return false;
    }
    return local(card.source()) || alive(leases.get(card.source()), now);
  }

  private boolean alive(Lease lease, Instant now) {
    return lease != null
        && now.isBefore(lease.head().until())
        && nanos.getAsLong() - lease.endNanos() < 0;
  }

  /** Returns which head-ends have not said for too long what they know. */
  List<String> silent() {
    Instant now = clock.instant();
    return leases.entrySet().stream()
        .filter(each -> !alive(each.getValue(), now))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Takes a head that the house has just signed, or that was found good. */
  void lease(SourceHead head) {
    long left = Math.max(0, Duration.between(clock.instant(), head.until()).toSeconds());
    // A lease of a century is as good as none and does not overflow.
    long bounded = Math.min(left, Duration.ofDays(36_500).toSeconds());
    long end = nanos.getAsLong() + Duration.ofSeconds(bounded + 1).toNanos();
    leases.put(head.source(), new Lease(head, end));
    refused.remove(head.source());
  }

  SourceHead head(String source) {
    Lease lease = leases.get(source);
    return lease == null ? null : lease.head();
  }

  CardIndex index() {
    return index;
  }

  Map<String, Long> counters() {
    return counters;
  }

  /** Returns everyone of whom anything lies on the shelf, believed or not. */
  Set<PersonId> people() {
    Set<PersonId> people = new HashSet<>(index.people());
    people.addAll(tainted);
    return people;
  }

  /** Returns why what a head-end told is not believed, by its name. */
  Map<String, String> refused() {
    return refused;
  }

  /** Returns those in whose values stand cards that are not believed. */
  Set<PersonId> tainted() {
    return tainted;
  }

  int unreadable() {
    return unreadable;
  }

  static boolean local(String source) {
    return LOCAL.contains(source);
  }

  static Stream<Assignment> of(String source, Stream<Assignment> cards) {
    return cards.filter(card -> card.source().equals(source));
  }
}
