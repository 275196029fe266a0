// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.util.Arrays;
import java.util.List;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.intent.internal.ServedHead;
import org.vestibule.intent.internal.Sorter;
import org.vestibule.intent.internal.Thresholds;
import org.vestibule.intent.internal.Utterance;
import org.vestibule.intent.internal.train.Utterances;

/**
 * How long the gateway needs for one sentence, from the transcript to the answer, by way of the
 * model store; sentences that the rules decide alone are left out.
 *
 * @param sorted milliseconds, ascending
 */
record Latency(double[] sorted) {
  private static final int WARM_UP = 100;

  /** Measures one sentence after the other, in one thread. */
  static Latency of(ModelStore store, List<Utterances.Said> sentences) throws ModelException {
    ServedHead served = new ServedHead();
    List<String> texts =
        sentences.stream()
            .map(Utterances.Said::sentence)
            .filter(text -> Sorter.byRules(Utterance.of(text)).isEmpty())
            .toList();
    for (int i = 0; i < WARM_UP; i++) {
      served.sort(store, Utterance.of(texts.get(i % texts.size())), Thresholds.OF_PACK);
    }
    double[] took = new double[texts.size()];
    for (int i = 0; i < took.length; i++) {
      long start = System.nanoTime();
      served.sort(store, Utterance.of(texts.get(i)), Thresholds.OF_PACK);
      took[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(took);
    return new Latency(took);
  }

  double median() {
    return sorted[sorted.length / 2];
  }

  double p95() {
    return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
  }
}
