// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Where all phones are. Kept in memory only: they register again. Thread-safe. */
final class Bindings {
  /** Devices of one user. */
  static final int MOST_OF_ONE = 8;

  private final FloodLimit limit;
  private final LongSupplier nanos;
  private final Map<String, Map<String, Binding>> all = new TreeMap<>();

  Bindings(FloodLimit limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  /** Returns where one user's phones are. */
  synchronized List<Binding> of(String user) {
    sweep();
    return List.copyOf(all.getOrDefault(user, Map.of()).values());
  }

  /** Finds the one that is reached by an address. */
  synchronized Optional<Binding> reached(String user, String uri) {
    return of(user).stream().filter(each -> each.reached().equals(uri)).findFirst();
  }

  /** Adds or renews one; returns whether there is room. */
  synchronized boolean put(Binding binding) {
    sweep();
    Map<String, Binding> mine = all.computeIfAbsent(binding.user(), key -> new LinkedHashMap<>());
    if (mine.size() >= MOST_OF_ONE && !mine.containsKey(binding.said())) {
      return false;
    }
    limit.know(binding.flow().peer());
    Binding old = mine.put(binding.said(), binding);
    if (old != null) {
      limit.forget(old.flow().peer());
    }
    return true;
  }

  /** Ends one. */
  synchronized void remove(String user, String said) {
    removeIf(each -> each.user().equals(user) && each.said().equals(said));
  }

  /** Ends all of a user. */
  synchronized void removeAll(String user) {
    removeIf(each -> each.user().equals(user));
  }

  /** Returns how many seconds one has left. */
  long left(Binding binding) {
    return Math.max(0, (binding.until() - nanos.getAsLong()) / 1_000_000_000L);
  }

  private void sweep() {
    long now = nanos.getAsLong();
    removeIf(each -> each.until() - now <= 0);
  }

  private void removeIf(Predicate<Binding> over) {
    for (Map<String, Binding> mine : all.values()) {
      for (Binding each : new ArrayList<>(mine.values())) {
        if (over.test(each)) {
          mine.remove(each.said());
          limit.forget(each.flow().peer());
        }
      }
    }
    all.values().removeIf(Map::isEmpty);
  }
}
