// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.trial;

import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelStore;
import org.vestibule.models.internal.lease.LeaseDesk;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.rollout.Contest;
import org.vestibule.models.internal.slot.SlotTable;
import org.vestibule.models.internal.stats.RunCounters;

/**
 * The store as a trial sees it: the second model serves its slot, the active ones serve the others,
 * and before each run it steps aside for requests. Used by the one thread of trials.
 */
final class TrialStore implements ModelStore {
  private final Contest contest;
  private final SlotTable table;
  private final LeaseDesk desk;
  private final Duration patience;

  /** Runs of the other slots' models for a trial say nothing about anybody. */
  private final RunCounters uncounted = new RunCounters();

  private boolean busy;

  TrialStore(Contest contest, SlotTable table, LeaseDesk desk, Duration patience) {
    this.contest = contest;
    this.table = table;
    this.desk = desk;
    this.patience = patience;
  }

  @Override
  public ModelLease lease(String slot) throws ModelException {
    boolean own = slot.equals(contest.slot());
    Optional<Serving> serving =
        own
            ? Optional.of(contest.other())
            : table.known(slot).flatMap(known -> Optional.ofNullable(known.active()));
    return serving
        .flatMap(known -> leaseForTrial(known, own))
        .orElseThrow(
            () ->
                new ModelException(
                    "model-missing",
                    "model slot " + slot + " in a trial",
                    "no pack serves it now",
                    "a slot with a pack that serves",
                    "Nothing to do: the trial is dropped."));
  }

  @Override
  public Optional<ModelLease> companion(String slot, String space) {
    if (slot.equals(contest.slot()) && space.equals(contest.other().pack().manifest().space())) {
      return leaseForTrial(contest.other(), true);
    }
    return table
        .known(slot)
        .flatMap(known -> known.lineup().of(space))
        .flatMap(serving -> leaseForTrial(serving, false));
  }

  /** Returns whether the trial had to end because requests took too long. */
  boolean busy() {
    return busy;
  }

  private Optional<ModelLease> leaseForTrial(Serving serving, boolean counted) {
    return desk.trial(serving, counted ? contest.runs() : uncounted, this::stepAside);
  }

  private void stepAside() throws ModelException {
    if (busy || !desk.idle().await(patience.toNanos())) {
      busy = true;
      throw new ModelException(
          "model-run-failed",
          "trial of model pack " + contest.other().id(),
          "requests hold leases",
          "at most " + patience.toMillis() + " ms of waiting for them",
          "Nothing to do: the trial is dropped and counted.");
    }
  }
}
