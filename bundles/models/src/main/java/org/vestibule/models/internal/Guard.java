// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.Choice;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.rollout.Judgement;
import org.vestibule.models.internal.rollout.Watch;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/**
 * Watches what was just activated, and lets the model before serve again when bounds are left: in
 * the thread that finds out, by one reference, whatever the store's worker is loading meanwhile.
 * The book-keeping follows on the worker. Thread-safe.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final Works works;
  private final Consumer<Runnable> later;

  /**
   * @param later runs something on the store's worker
   */
  Guard(Works works, Consumer<Runnable> later) {
    this.works = works;
    this.later = later;
  }

  /**
   * Returns the watch over a model that is about to serve, {@code null} when there is nothing to go
   * back to.
   */
  Watch watch(Slot slot, Serving next, Serving before, String earlier) {
    if (before == null || before == next || next.pack().rollout().watch().seconds() == 0) {
      next.countAnew(() -> {});
      return null;
    }
    Watch watch = new Watch(slot.name(), next, before, earlier, works.clock());
    next.countAnew(
        () -> {
          if (watch.tooManyErrors()) {
            look(slot);
          }
        });
    return watch;
  }

  /** Looks at every watch. */
  void look() {
    works.table().all().values().forEach(this::look);
  }

  private void look(Slot slot) {
    Lineup now = slot.lineup();
    Watch watch = now.watch();
    if (watch == null) {
      return;
    }
    Judgement judgement = watch.judgement();
    switch (judgement.step()) {
      case BACK -> back(slot, watch, judgement.sentence());
      case FORWARD -> over(slot, watch, judgement.sentence());
      default -> {
        // It goes on.
      }
    }
  }

  private void back(Slot slot, Watch watch, String sentence) {
    Lineup now;
    do {
      now = slot.lineup();
      if (now.watch() != watch) {
        return;
      }
    } while (!slot.replace(now, now.back()));
    watch.contest().end("rolled-back", sentence);
    if (now.candidate() != null) {
      now.candidate().contest().end("ended", sentence);
    }
    LOG.warn("Rolled back: {}", sentence);
    works
        .journal()
        .changed(
            slot.name(), watch.serving().id(), watch.before().id(), "rolled-back-automatically");
    later.accept(() -> keepBack(slot, watch, sentence));
  }

  private void keepBack(Slot slot, Watch watch, String sentence) {
    Pack bad = watch.serving().pack();
    Choice choice =
        slot.active() == watch.before()
            ? new Choice(watch.before().id(), watch.earlier(), Works.companions(slot), 0)
            : works.memory().choice(slot.name());
    works.problems().put(watch.serving().id(), refused(bad, sentence));
    works.memory().refuse(bad, sentence, choice);
    Map<String, String> details = Journal.details(bad, works.signer(bad));
    works
        .journal()
        .note(
            Journal.ITSELF,
            "model-rolled-back",
            Journal.with(Journal.with(details, "after", watch.before().id()), "reason", sentence));
  }

  private void over(Slot slot, Watch watch, String sentence) {
    Lineup now;
    do {
      now = slot.lineup();
      if (now.watch() != watch) {
        return;
      }
    } while (!slot.replace(now, now.unwatched()));
    watch.serving().unwatched();
    watch.contest().end("passed", sentence);
    LOG.info("{}", sentence);
    later.accept(
        () -> {
          if (slot.active() == watch.serving() && slot.lineup().watch() == null) {
            works.memory().choose(slot.name(), works.memory().choice(slot.name()).watched(0));
          }
        });
  }

  static ModelException refused(Pack pack, String sentence) {
    return new ModelException(
        "model-run-failed",
        "model pack " + pack.manifest().id(),
        sentence,
        "the bounds under \"rollout\" in model.json",
        "Look at the comparison; stage or activate it again when you want it all the same.");
  }
}
