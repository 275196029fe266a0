// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.Choice;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.rollout.Watch;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/**
 * Lets every slot be served by what was chosen for it, else by what served before, else by the
 * list. Used by the store's worker.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final Works works;
  private final Guard guard;
  private final Attempts attempts;

  Opening(Works works, Guard guard) {
    this.works = works;
    this.guard = guard;
    this.attempts = new Attempts(works);
  }

  /**
   * Serves every slot as well as it can be served now; what serves and may go on is left alone.
   *
   * @param reason for those who listen, when another pack serves from now on
   */
  void serveAll(String reason) {
    works.problems().clear();
    Map<String, List<String>> listed = attempts.listed();
    works.memory().choices().keySet().forEach(slot -> listed.putIfAbsent(slot, List.of()));
    listed.forEach((slot, names) -> serve(works.table().slot(slot), names, reason));
    works
        .table()
        .all()
        .forEach(
            (name, slot) -> {
              if (!listed.containsKey(name)) {
                slot.change(lineup -> Lineup.EMPTY);
              }
            });
    works.table().loading(false);
  }

  private void serve(Slot slot, List<String> names, String reason) {
    ModelException first = null;
    for (Attempts.Attempt attempt : attempts.of(slot, names)) {
      String name = attempt.name();
      try {
        Pack pack = attempt.find().pack();
        name = pack.manifest().id();
        attempts.allow(slot, pack);
        serve(slot, pack, reason);
        slot.problem(first);
        return;
      } catch (ModelException e) {
        LOG.warn(
            "Slot {} is not served by {}: {}", slot.name(), name, e.getMessage(), e.getCause());
        works.problems().put(name, e);
        first = first == null ? e : first;
      }
    }
    slot.problem(first);
  }

  private void serve(Slot slot, Pack pack, String reason) throws ModelException {
    Serving active = slot.active();
    if (active != null && works.is(active, pack)) {
      return;
    }
    Choice choice = works.memory().choice(slot.name());
    boolean watched =
        active == null
            && choice.watchedStarts() > 0
            && choice.active().equals(pack.manifest().id());
    if (watched && works.table().loading()) {
      // Written before it is loaded: a model that ends the process while it loads counts too.
      works.memory().choose(slot.name(), choice.watched(choice.watchedStarts() + 1));
    }
    Serving before = watched ? before(choice.previous()) : null;
    AtomicReference<Watch> watch = new AtomicReference<>();
    Works.Placed placed = placed(slot, pack, before, watch);
    Lineup was = placed.was();
    Serving next = placed.next();
    if (watch.get() != null) {
      works.comparisons().add(watch.get().contest());
    }
    was.end(next.id() + " serves now.");
    if (watched && watch.get() == null) {
      works.memory().choose(slot.name(), works.memory().choice(slot.name()).watched(0));
    }
    remember(slot, choice);
    String old = was.active() == null ? "" : was.active().id();
    LOG.info("{} serves slot {}", next.id(), slot.name());
    works.journal().changed(slot.name(), old, next.id(), reason);
  }

  private Works.Placed placed(Slot slot, Pack pack, Serving before, AtomicReference<Watch> watch)
      throws ModelException {
    try {
      return works.place(
          slot,
          pack,
          (now, next) -> {
            watch.set(guard.watch(slot, next, before, ""));
            return now.served(next, watch.get(), keep(now, next));
          });
    } catch (ModelException e) {
      if (before != null) {
        before.retire();
      }
      throw e;
    }
  }

  /** The watch goes on after a restart when what served before can still be loaded. */
  private Serving before(String previous) {
    try {
      Pack pack = works.library().pack(previous);
      works.trust().check(pack, Use.KEEP);
      return works.load(pack);
    } catch (ModelException e) {
      LOG.warn("The watch is not resumed: {}", e.getMessage());
      return null;
    }
  }

  private boolean keep(Lineup lineup, Serving next) {
    return Companions.wanted(works, lineup, next) && mayKeep(lineup.active().pack());
  }

  private boolean mayKeep(Pack pack) {
    try {
      works.trust().check(pack, Use.KEEP);
      return works.memory().refusal(pack).isEmpty();
    } catch (ModelException e) {
      return false;
    }
  }

  private void remember(Slot slot, Choice choice) {
    List<String> companions = new ArrayList<>(choice.companions());
    Works.companions(slot).stream().filter(id -> !companions.contains(id)).forEach(companions::add);
    works.memory().choose(slot.name(), works.memory().choice(slot.name()).with(companions));
  }
}
