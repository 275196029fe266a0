// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.access.control.internal.leaf.Inbox.Fact;
import org.vestibule.integrations.access.control.internal.leaf.Leaves.View;

/**
 * The leaf of each door, what was kept of it, and what was heard of doors that are not configured
 * yet. Used by one thread, but for what says otherwise.
 */
final class LeafBook {
  private static final int MOST_EARLY = 1024;

  private final Keeper keeper;
  private final News news;
  private final BiConsumer<DoorId, Boolean> fire;
  private final Map<DoorId, View> views = new ConcurrentHashMap<>();
  private final Map<DoorId, Leaf> leaves = new LinkedHashMap<>();
  private final Map<DoorId, KeptLeaf> kept = new LinkedHashMap<>();
  private final Map<String, Fact> early = new LinkedHashMap<>();
  private volatile int strangers;
  private volatile long refused;

  /**
   * Begins where the last one ended.
   *
   * @param fire is told when a fire releases a door, and when that is over
   */
  LeafBook(Keeper keeper, News news, BiConsumer<DoorId, Boolean> fire) {
    this.keeper = keeper;
    this.news = news;
    this.fire = fire;
    kept.putAll(keeper.read());
  }

  /** Returns what is known of a door; by any thread. */
  View view(DoorId door) {
    return views.getOrDefault(door, View.NOTHING);
  }

  /** Returns how many inputs are of doors that are not configured; by any thread. */
  int strangers() {
    return strangers;
  }

  /** Returns how many reports found no room; by any thread. */
  long refused() {
    return refused;
  }

  void configure(DoorId door, LeafRules rules, long now) {
    if (leaves.containsKey(door)) {
      at(door, leaf -> leaf.rules(rules, now));
    } else {
      KeptLeaf before = kept.getOrDefault(door, KeptLeaf.NOTHING);
      leaves.put(door, new Leaf(rules, before, now, news.of(door)));
      views.put(door, new View(DoorContact.UNKNOWN, before.alarms()));
    }
    early.values().stream().filter(fact -> door.equals(fact.door())).toList().forEach(this::take);
    early.values().removeIf(fact -> door.equals(fact.door()));
    strangers = early.size();
    if (leaves.get(door).fire()) {
      // Whoever moves the locks may be new.
      fire.accept(door, true);
    }
  }

  void forget(DoorId door) {
    Leaf leaf = leaves.remove(door);
    views.remove(door);
    if (leaf != null && leaf.fire()) {
      // Of a door that comes back under this name nobody would say that its fire is over.
      fire.accept(door, false);
    }
    if (kept.remove(door) != null) {
      keeper.keep(kept);
    }
  }

  void take(Fact fact) {
    if (fact.isGone()) {
      early.values().removeIf(waiting -> waiting.source().equals(fact.source()));
      leaves.keySet().forEach(door -> at(door, leaf -> leaf.gone(fact.source(), fact.at())));
    } else if (leaves.containsKey(fact.door())) {
      at(fact.door(), leaf -> input(leaf, fact));
    } else if (early.size() < MOST_EARLY) {
      // Perhaps its configuration has not been read yet.
      early.put(fact.door() + " " + fact.signal() + " " + fact.source(), fact);
    }
    strangers = early.size();
  }

  private void input(Leaf leaf, Fact fact) {
    if (!leaf.input(fact.source(), fact.signal(), fact.active(), fact.at())) {
      refused = refused + 1;
    }
  }

  void tick(long now) {
    leaves.keySet().forEach(door -> at(door, leaf -> leaf.tick(now)));
  }

  /** Does something at a door that is here, and keeps and shows what came of it. */
  void at(DoorId door, Consumer<Leaf> work) {
    Leaf leaf = leaves.get(door);
    if (leaf == null) {
      return;
    }
    work.accept(leaf);
    View now = new View(leaf.contact(), leaf.alarms());
    View before = views.put(door, now);
    if (before != null && before.fire() != now.fire()) {
      // After the view: an order that follows the lock must find the same.
      fire.accept(door, now.fire());
    }
    KeptLeaf left = leaf.keep();
    if (!left.equals(kept.put(door, left))) {
      keeper.keep(kept);
    }
  }

  /** Returns in how many nanoseconds {@link #tick} has something to do, at most {@code most}. */
  long idleNanos(long most) {
    long now = System.nanoTime();
    long nanos = most;
    for (Leaf leaf : leaves.values()) {
      OptionalLong due = leaf.due();
      nanos = due.isPresent() ? Math.min(nanos, due.getAsLong() - now) : nanos;
    }
    return Math.max(0, nanos);
  }
}
