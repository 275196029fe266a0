// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.model.ModelException;
import org.vestibule.intent.internal.Head;

/**
 * Searches temperature and share of the neighbours for the least negative log likelihood of the
 * calibration sentences (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2,
 * with the share as a second number).
 */
final class Calibration {
  private static final double[] SHARES = {0, 0.25, 0.5, 0.75};

  private Calibration() {}

  /** What was found. */
  record Mix(double temperature, double share) {}

  /** A sentence: its class, log probabilities at temperature 1, shares of its neighbours. */
  private record Case(int label, double[] logs, double[] near) {
    double loss(double temperature, double share) {
      double sum = 0;
      double most = 0;
      for (double log : logs) {
        most = Math.max(most, StrictMath.exp(log));
      }
      double top = StrictMath.log(most);
      for (double log : logs) {
        sum += StrictMath.exp((log - top) / temperature);
      }
      double p = StrictMath.exp((logs[label] - top) / temperature) / sum;
      return -StrictMath.log(Math.max(1e-9, (1 - share) * p + share * near[label]));
    }
  }

  static Mix of(Embedder encoder, Head bare, Utterances calibration) throws ModelException {
    List<Case> cases = new ArrayList<>();
    for (Utterances.Said said : calibration.all()) {
      float[] embedding = HeadTraining.embed(encoder, said);
      double[] logs = bare.softmax().probabilities(embedding);
      for (int k = 0; k < logs.length; k++) {
        logs[k] = StrictMath.log(Math.max(Double.MIN_NORMAL, logs[k]));
      }
      cases.add(new Case(bare.labels().indexOf(said.label()), logs, bare.neighbours(embedding)));
    }
    Mix best = new Mix(1, 0);
    double least = Double.POSITIVE_INFINITY;
    for (double share : SHARES) {
      for (int hundredths = 20; hundredths <= 300; hundredths += 5) {
        double loss = 0;
        for (Case one : cases) {
          loss += one.loss(hundredths / 100.0, share);
        }
        if (loss < least) {
          least = loss;
          best = new Mix(hundredths / 100.0, share);
        }
      }
    }
    return best;
  }
}
