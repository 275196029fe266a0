// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelState;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Signer;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.rollout.Candidate;
import org.vestibule.models.internal.rollout.Judgement;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/**
 * Takes a candidate from shadow to canary to a watched activation, or out. {@link #look} may be
 * called by all; the rest is used by the store's worker.
 */
final class RollOuts {
  private static final Logger LOG = LoggerFactory.getLogger(RollOuts.class);

  /** Vectors of two models cannot be compared, so two models never serve these side by side. */
  private static final Set<String> NO_CANARY =
      Set.of(ModelSlots.FACE_EMBEDDING, ModelSlots.SENTENCE);

  private final Works works;
  private final Switching switching;
  private final Consumer<Runnable> later;
  private final AtomicBoolean stepping = new AtomicBoolean();

  /**
   * @param later runs something on the store's worker
   */
  RollOuts(Works works, Switching switching, Consumer<Runnable> later) {
    this.works = works;
    this.switching = switching;
    this.later = later;
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#rollOut}. */
  ModelManifest begin(String asked, String who) throws ModelException {
    Pack pack = works.library().pack(asked);
    String id = pack.manifest().id();
    works.progress().begin("Rolling out " + id);
    Signer signer = works.trust().check(pack, Use.TRIAL);
    works.journal().require("model pack " + id);
    Slot slot = works.table().slot(pack.manifest().slot());
    Serving active = slot.active();
    if (active == null) {
      throw new ModelException(
          "model-missing",
          "model slot " + slot.name(),
          "no pack serves it, so " + id + " has nothing to be compared with",
          "a slot with a pack that serves",
          "Activate " + id + ".");
    }
    if (works.is(active, pack)) {
      return pack.manifest();
    }
    // Loaded anew even if it is warm: what is warm may be let go by the end of a watch.
    Serving next = works.load(pack);
    try {
      works.journal().record(who, "model-shadowed", Journal.details(pack, signer));
    } catch (ModelException e) {
      next.retire();
      throw e;
    }
    works.memory().forgive(pack);
    works.problems().remove(id);
    Candidate shadow = Candidate.shadow(slot.name(), next, slot.active());
    works.comparisons().add(shadow.contest());
    remember(slot, id);
    Lineup was = slot.change(lineup -> lineup.with(shadow));
    if (was.candidate() != null) {
      was.candidate().contest().end("ended", "The roll-out of " + id + " began.");
    }
    return pack.manifest();
  }

  /** Ends a roll-out that is under way; returns whether there was one. */
  boolean end(Slot slot, String who) throws ModelException {
    Candidate candidate = slot.lineup().candidate();
    if (candidate == null) {
      return false;
    }
    Pack pack = candidate.serving().pack();
    works
        .journal()
        .record(
            who,
            "model-rolled-back",
            Journal.with(
                Journal.details(pack, works.signer(pack)),
                "phase",
                candidate.contest().seen().phase()));
    slot.change(lineup -> lineup.candidate() == candidate ? lineup.with((Candidate) null) : lineup);
    candidate.contest().end("ended", "A person ended the roll-out.");
    remember(slot, "");
    return true;
  }

  private void remember(Slot slot, String candidate) {
    works.memory().choose(slot.name(), works.memory().choice(slot.name()).rollingOut(candidate));
  }

  /** Looks at every candidate: out at once, a step further on the worker. */
  void look() {
    works.table().all().values().forEach(this::look);
  }

  private void look(Slot slot) {
    Lineup now = slot.lineup();
    Candidate candidate = now.candidate();
    if (candidate == null) {
      return;
    }
    Judgement judgement = candidate.judgement();
    if (judgement.step() == Judgement.Step.BACK) {
      refuse(slot, candidate, judgement.sentence());
    } else if (judgement.step() == Judgement.Step.FORWARD && stepping.compareAndSet(false, true)) {
      later.accept(
          () -> {
            try {
              forward(slot, candidate, judgement.sentence());
            } finally {
              stepping.set(false);
            }
          });
    }
  }

  private void refuse(Slot slot, Candidate candidate, String sentence) {
    Lineup now;
    do {
      now = slot.lineup();
      if (now.candidate() != candidate) {
        return;
      }
    } while (!slot.replace(now, now.with((Candidate) null)));
    candidate.contest().end("refused", sentence);
    LOG.warn("Refused: {}", sentence);
    Pack pack = candidate.serving().pack();
    later.accept(
        () -> {
          works.problems().put(pack.manifest().id(), Guard.refused(pack, sentence));
          works.memory().refuse(pack, sentence, works.memory().choice(slot.name()).rollingOut(""));
          Map<String, String> details = Journal.details(pack, works.signer(pack));
          works
              .journal()
              .note(Journal.ITSELF, "model-refused", Journal.with(details, "reason", sentence));
        });
  }

  private void forward(Slot slot, Candidate candidate, String sentence) {
    Lineup now = slot.lineup();
    if (now.candidate() != candidate) {
      return;
    }
    Pack pack = candidate.serving().pack();
    boolean canary =
        candidate.phase() == ModelState.SHADOW
            && pack.rollout().canary().share() > 0
            && !NO_CANARY.contains(slot.name());
    try {
      Signer signer = works.trust().check(pack, Use.SERVE);
      Map<String, String> details = Journal.with(Journal.details(pack, signer), "reason", sentence);
      works.journal().record(Journal.ITSELF, canary ? "model-canaried" : "model-promoted", details);
    } catch (ModelException e) {
      if (e.code().equals("audit-unwritable")) {
        LOG.warn("{} It waits for the audit: {}", sentence, e.getMessage());
      } else {
        refuse(slot, candidate, sentence + " It may not serve: " + e.getMessage());
      }
      return;
    }
    candidate.contest().end("promoted", sentence);
    if (canary) {
      Candidate next = candidate.canary(() -> look(slot));
      works.comparisons().add(next.contest());
      slot.change(lineup -> lineup.candidate() == candidate ? lineup.with(next) : lineup);
      if (slot.lineup().candidate() != next) {
        next.contest().end("ended", "It was over before it began.");
      }
    } else {
      // Nothing happens when it has just been refused: then it is not loaded any more.
      switching.serve(slot, candidate.serving(), true, "promoted");
    }
  }
}
