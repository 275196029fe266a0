// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.Choice;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Signer;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.rollout.Watch;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/**
 * Lets another pack serve a slot because a person or a roll-out wants it, and back. Used by the
 * store's worker.
 */
final class Switching {
  private static final Logger LOG = LoggerFactory.getLogger(Switching.class);

  private final Works works;
  private final Guard guard;

  /**
   * @param guard watches what was activated
   */
  Switching(Works works, Guard guard) {
    this.works = works;
    this.guard = guard;
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#activate}. */
  ModelManifest activate(String asked, String who) throws ModelException {
    Pack pack = works.library().pack(asked);
    try {
      return activate(pack, who);
    } catch (ModelException e) {
      if (!e.code().equals("audit-unwritable")) {
        works.problems().put(pack.manifest().id(), e);
      }
      throw e;
    }
  }

  private ModelManifest activate(Pack pack, String who) throws ModelException {
    works.progress().begin("Activating " + pack.manifest().id());
    Signer signer = works.trust().check(pack, Use.SERVE);
    Map<String, String> details = Journal.details(pack, signer);
    works.journal().require("model pack " + pack.manifest().id());
    Slot slot = works.table().slot(pack.manifest().slot());
    Serving active = slot.active();
    if (active != null && works.is(active, pack)) {
      works.journal().record(who, "model-activated", details);
      chosen(slot, pack);
      return pack.manifest();
    }
    Optional<Serving> warm = works.warm(slot, pack);
    Serving next = warm.isPresent() ? warm.get() : works.load(pack);
    audited(slot, next, who, "model-activated", details);
    if (!serve(slot, next, warm.isPresent(), "activated")) {
      // It was loaded already, and its watch ended in this very moment.
      serve(slot, works.load(pack), false, "activated");
    }
    return pack.manifest();
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#rollBack}; no roll-out is under way. */
  ModelManifest rollBack(String slotName, String who) throws ModelException {
    Slot slot = works.table().known(slotName).orElseThrow(() -> nothingBefore(slotName));
    String previous = works.memory().choice(slotName).previous();
    Watch watch = slot.lineup().watch();
    if (watch == null && previous.isEmpty()) {
      throw nothingBefore(slotName);
    }
    Pack pack = watch == null ? works.library().pack(previous) : watch.before().pack();
    works.progress().begin("Rolling back to " + pack.manifest().id());
    Signer signer = works.trust().check(pack, Use.KEEP);
    works.journal().require("model slot " + slotName);
    Optional<Serving> warm = works.warm(slot, pack);
    Serving next = warm.isPresent() ? warm.get() : works.load(pack);
    audited(slot, next, who, "model-rolled-back", Journal.details(pack, signer));
    if (!back(slot, next, warm.isPresent())) {
      back(slot, works.load(pack), false);
    }
    return pack.manifest();
  }

  /**
   * Lets a loaded pack serve, under watch when another one served before.
   *
   * @param warm whether it is in the slot already
   * @return whether it serves; not when it was warm and has been let go meanwhile
   */
  boolean serve(Slot slot, Serving next, boolean warm, String reason) {
    Choice old = works.memory().choice(slot.name());
    AtomicReference<Watch> watch = new AtomicReference<>();
    Optional<Lineup> put =
        Works.put(
            slot,
            next,
            warm,
            now -> {
              watch.set(guard.watch(slot, next, now.active(), old.previous()));
              return now.served(next, watch.get(), Companions.wanted(works, now, next));
            });
    if (put.isEmpty()) {
      return false;
    }
    if (watch.get() != null) {
      works.comparisons().add(watch.get().contest());
    }
    Lineup was = put.get();
    String before = was.active() == null ? "" : was.active().id();
    String previous = before.isEmpty() || before.equals(next.id()) ? old.previous() : before;
    int starts = watch.get() == null ? 0 : 1;
    swapped(slot, was, next, new Choice(next.id(), previous, Works.companions(slot), starts));
    works.journal().changed(slot.name(), before, next.id(), reason);
    return true;
  }

  /** A person's way back is not watched: what it would fall back to is what was just left. */
  private boolean back(Slot slot, Serving next, boolean warm) {
    Optional<Lineup> put =
        Works.put(
            slot, next, warm, now -> now.served(next, null, Companions.wanted(works, now, next)));
    if (put.isEmpty()) {
      return false;
    }
    next.unwatched();
    String before = put.get().active() == null ? "" : put.get().active().id();
    swapped(slot, put.get(), next, new Choice(next.id(), before, Works.companions(slot), 0));
    works.journal().changed(slot.name(), before, next.id(), "rolled-back");
    return true;
  }

  private void swapped(Slot slot, Lineup was, Serving next, Choice choice) {
    works.progress().reached("swapped");
    was.end(next.id() + " was asked to serve.");
    slot.problem(null);
    works.problems().remove(next.id());
    works.memory().choose(next.pack(), choice);
    LOG.info("{} serves slot {}", next.id(), slot.name());
  }

  /** Writes the audit's line; without it the pack goes as it came. */
  private void audited(
      Slot slot, Serving next, String who, String action, Map<String, String> details)
      throws ModelException {
    Serving active = slot.active();
    try {
      works
          .journal()
          .record(who, action, Journal.with(details, "before", active == null ? "" : active.id()));
      works.progress().reached("audited");
    } catch (ModelException e) {
      if (!slot.lineup().all().contains(next)) {
        next.retire();
      }
      throw e;
    }
  }

  private void chosen(Slot slot, Pack pack) {
    Choice old = works.memory().choice(slot.name());
    String id = pack.manifest().id();
    slot.problem(null);
    works.problems().remove(id);
    works
        .memory()
        .choose(pack, new Choice(id, old.previous(), Works.companions(slot), old.watchedStarts()));
  }

  private static ModelException nothingBefore(String slot) {
    return new ModelException(
        "model-missing",
        "model slot " + slot,
        "nothing served before",
        "a slot whose pack was changed",
        "Activate the pack that you want.");
  }
}
