// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.model.ModelException;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.Sorter;
import org.vestibule.intent.internal.Thresholds;
import org.vestibule.intent.internal.Utterance;

/**
 * A labelled sentence with what the head needs to decide about it, at any bounds.
 *
 * @param said the sentence and what its speaker wants
 * @param ruled the answer of the rules, if they decide alone
 * @param head the head that decides otherwise
 * @param scores what it says; {@code null} when there are no words to embed
 */
public record Judged(Utterances.Said said, Optional<Triage> ruled, Head head, Head.Scores scores) {
  /** Prepares all sentences of a file. */
  public static List<Judged> all(Embedder encoder, Head head, Utterances utterances)
      throws ModelException {
    List<Judged> all = new ArrayList<>();
    for (Utterances.Said said : utterances.all()) {
      Utterance utterance = Utterance.of(said.sentence());
      Head.Scores scores =
          utterance.unreadable().isEmpty() ? head.scores(encoder.embed(utterance.asked())) : null;
      all.add(new Judged(said, Sorter.byRules(utterance), head, scores));
    }
    return all;
  }

  /** Returns what the gateway answers at these bounds. */
  public Intent answer(Thresholds bounds) {
    return ruled.isPresent() ? ruled.get().intent() : headAlone(bounds);
  }

  /** Returns the probability of what the head thinks likeliest, and whether that is right. */
  public double[] confidence() {
    Triage open = Sorter.byHead(head, scores, new Thresholds(1.1, 0, -1), "evaluation");
    return new double[] {open.confidence(), open.intent() == said.wants() ? 1 : 0};
  }

  /** Returns what the head would answer if there were no emergency words. */
  public Intent headAlone(Thresholds bounds) {
    return scores == null
        ? Intent.UNCLEAR
        : Sorter.byHead(head, scores, bounds, "evaluation").intent();
  }

  /** Returns whether no intent covers it. */
  public boolean outOfScope() {
    return said.wants() == Intent.UNCLEAR;
  }
}
