// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.models.internal.pack.Pack;

/**
 * The slots, what serves them, and what is still held. Leases are taken by all threads without a
 * lock that a swap holds; swaps come from one worker.
 */
final class SlotTable {
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();
  private final Set<Serving> open = ConcurrentHashMap.newKeySet();
  private final Object changed = new Object();
  private volatile boolean loading = true;
  private volatile boolean closed;

  Slot slot(String name) {
    return slots.computeIfAbsent(name, unused -> new Slot());
  }

  Map<String, Slot> all() {
    return new TreeMap<>(slots);
  }

  boolean loading() {
    return loading;
  }

  void loading(boolean now) {
    loading = now;
    announce();
  }

  /**
   * Leases what serves a slot; while packs are being loaded it waits, bounded.
   *
   * @throws ModelException why nothing serves
   */
  ModelLease lease(String name, Duration wait) throws ModelException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Slot slot = slots.get(name);
      Serving serving = slot == null ? null : slot.serving();
      if (serving != null) {
        // A retired one has a successor already: look again.
        if (serving.enter()) {
          return new PackLease(serving);
        }
      } else if (slot != null && slot.problem() != null) {
        throw slot.problem();
      } else if (!loading || closed) {
        throw nothing(name, "no pack serves it", "Fetch the packs (./vestibule models).");
      } else if (!await(name, deadline)) {
        throw nothing(name, "still loading", "Try again in a few seconds.");
      }
    }
  }

  /** Puts a loaded model into its slot in one step; the one before closes with its last lease. */
  void swap(Slot slot, Pack pack, LoadedModel model, InferenceRuntime runtime) {
    Serving[] self = new Serving[1];
    Serving next = new Serving(pack, model, runtime, () -> open.remove(self[0]));
    self[0] = next;
    open.add(next);
    Serving before = slot.swap(next);
    slot.problem(null);
    announce();
    if (before != null) {
      before.retire();
    }
    if (closed) {
      clear(slot);
    }
  }

  /** Lets nothing serve a slot any more. */
  void clear(Slot slot) {
    Serving before = slot.swap(null);
    if (before != null) {
      before.retire();
    }
    announce();
  }

  /** Says why nothing serves a slot, or why not its first choice. */
  void problem(Slot slot, ModelException reason) {
    slot.problem(reason);
    announce();
  }

  /** Returns how many leases hold any loaded version of a pack, old ones included. */
  int leases(String pack) {
    return open.stream()
        .filter(serving -> serving.pack().manifest().name().equals(pack))
        .mapToInt(Serving::holders)
        .sum();
  }

  /** Lets nothing serve, now and later. */
  void close() {
    closed = true;
    slots.values().forEach(this::clear);
  }

  private void announce() {
    synchronized (changed) {
      changed.notifyAll();
    }
  }

  /** Waits until something may have changed; false when the time is over. */
  private boolean await(String name, long deadline) {
    synchronized (changed) {
      Slot slot = slots.get(name);
      boolean undecided = slot == null || (slot.serving() == null && slot.problem() == null);
      long left = deadline - System.nanoTime();
      if (!undecided || !loading || closed) {
        return true;
      }
      if (left <= 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(changed, Math.max(left, 1_000_000));
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static ModelException nothing(String slot, String found, String remedy) {
    String shown = slot.length() > 63 ? slot.substring(0, 63) : slot;
    return new ModelException(
        "model-missing", "model slot " + shown, found, "a slot with a pack that serves", remedy);
  }
}
