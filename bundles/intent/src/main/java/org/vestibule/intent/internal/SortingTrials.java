// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Verdict;

/**
 * Offers a sorted utterance to a second model, after the leases are given back. Positive is every
 * answer but {@link Intent#UNCLEAR}; the score is the probability of the answer. What the emergency
 * list decides is not offered: no model had a part in it. Thread-safe.
 */
final class SortingTrials {
  private static final Logger LOG = LoggerFactory.getLogger(SortingTrials.class);

  /** One of its own: a head on trial must not push the parsed one that serves out of memory. */
  private final ServedHead tried = new ServedHead();

  /**
   * Returns at once.
   *
   * @param site the site's bounds, which hold for a second model as well
   */
  void offer(ModelStore store, Utterance utterance, Thresholds site, Triage sorted) {
    try {
      store
          .trial(ModelSlots.SENTENCE, ModelSlots.VISITOR_INTENT)
          .ifPresent(
              trial ->
                  trial.compare(
                      verdict(sorted), other -> verdict(tried.sort(other, utterance, site))));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A sentence was not offered to a second model: {}", e.toString());
    }
  }

  private static Verdict verdict(Triage sorted) {
    return new Verdict(
        sorted.intent().name(), sorted.intent() != Intent.UNCLEAR, sorted.confidence());
  }
}
