// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.slot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.models.internal.lease.LeaseDesk;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.rollout.Contest;

/**
 * The slots, what serves them, and what is still held. Leases are taken by all threads without a
 * lock; a lease waits only while packs are being loaded and nothing serves its slot yet.
 */
public final class SlotTable {
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();
  private final Set<Serving> open = ConcurrentHashMap.newKeySet();
  private final LeaseDesk desk;
  private final News news = new News();
  private volatile boolean loading = true;
  private volatile boolean closed;

  /**
   * @param desk gives the leases out
   */
  public SlotTable(LeaseDesk desk) {
    this.desk = desk;
  }

  /** Returns a slot, made when it is new. */
  public Slot slot(String name) {
    return slots.computeIfAbsent(name, unused -> new Slot(name, this::changed));
  }

  /** Returns a slot that is known already. */
  public Optional<Slot> known(String name) {
    return Optional.ofNullable(slots.get(name));
  }

  /** Returns every slot by name. */
  public Map<String, Slot> all() {
    return new TreeMap<>(slots);
  }

  /** Returns everything in memory, retired models that are still held included. */
  public List<Serving> open() {
    return List.copyOf(open);
  }

  /** Returns whether packs are being loaded that requests may wait for. */
  public boolean loading() {
    return loading;
  }

  /** Says whether packs are being loaded that requests may wait for. */
  public void loading(boolean now) {
    loading = now;
    news.tell();
  }

  /**
   * Leases what serves a slot; while packs are being loaded it waits, bounded.
   *
   * @throws ModelException why nothing serves
   */
  public ModelLease lease(String name, Duration wait) throws ModelException {
    Optional<ModelLease> lease = leaseNow(name);
    if (lease.isPresent()) {
      return lease.get();
    }
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Slot slot = slots.get(name);
      if (slot != null && slot.active() == null && slot.problem() != null) {
        throw slot.problem();
      } else if (slot == null || slot.active() == null) {
        if (!loading || closed) {
          throw nothing(name, "no pack serves it", "Fetch the packs (./vestibule models).");
        } else if (!news.await(() -> undecided(name), deadline)) {
          throw nothing(name, "still loading", "Try again in a few seconds.");
        }
      }
      lease = leaseNow(name);
      if (lease.isPresent()) {
        return lease.get();
      }
    }
  }

  /** Leases what embeds into a space. */
  public Optional<ModelLease> companion(String name, String space) {
    while (true) {
      Optional<Serving> found = known(name).flatMap(slot -> slot.lineup().of(space));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Optional<ModelLease> lease = desk.lease(found.get());
      if (lease.isPresent()) {
        return lease;
      }
    }
  }

  /** Returns the first comparison that wants to see this request of these slots. */
  public Optional<Contest> contest(String... names) {
    for (String name : names) {
      Slot slot = slots.get(name);
      Optional<Contest> contest = slot == null ? Optional.empty() : slot.lineup().contest();
      if (contest.isPresent() && contest.get().wantsNext()) {
        return contest;
      }
    }
    return Optional.empty();
  }

  /** Takes a loaded model over; it is counted as open until it has closed. */
  public Serving opened(Pack pack, LoadedModel model, InferenceRuntime runtime) {
    Serving[] self = new Serving[1];
    self[0] = new Serving(pack, model, runtime, () -> open.remove(self[0]));
    open.add(self[0]);
    return self[0];
  }

  /** Returns how many leases hold any loaded version of a pack, old ones included. */
  public int leases(String id) {
    return open.stream()
        .filter(serving -> serving.id().equals(id))
        .mapToInt(Serving::holders)
        .sum();
  }

  /** Lets nothing serve, now and later. */
  public void close() {
    closed = true;
    slots.values().forEach(slot -> slot.change(lineup -> Lineup.EMPTY));
    news.tell();
  }

  /** Returns whether nothing shall serve any more. */
  public boolean closed() {
    return closed;
  }

  private Optional<ModelLease> leaseNow(String name) {
    Slot slot = slots.get(name);
    Serving serving = slot == null ? null : slot.lineup().next();
    while (serving != null) {
      Optional<ModelLease> lease = desk.lease(serving);
      if (lease.isPresent()) {
        return lease;
      }
      // A retired one has a successor already: look again.
      serving = slot.lineup().next();
    }
    return Optional.empty();
  }

  private void changed(Slot slot) {
    news.tell();
    // A pack that was still being loaded when the store stopped.
    if (closed && slot.lineup() != Lineup.EMPTY) {
      slot.change(lineup -> Lineup.EMPTY);
    }
  }

  /** Whether it may still be decided what serves a slot. */
  private boolean undecided(String name) {
    Slot slot = slots.get(name);
    return loading
        && !closed
        && (slot == null || (slot.active() == null && slot.problem() == null));
  }

  private static ModelException nothing(String slot, String found, String remedy) {
    String shown = slot.length() > 63 ? slot.substring(0, 63) : slot;
    return new ModelException(
        "model-missing", "model slot " + shown, found, "a slot with a pack that serves", remedy);
  }
}
