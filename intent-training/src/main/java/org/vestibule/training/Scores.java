// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.util.List;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Label;
import org.vestibule.intent.internal.Thresholds;
import org.vestibule.intent.internal.train.HeadTraining;
import org.vestibule.intent.internal.train.Judged;

/** Two figures that sum a head up. */
record Scores(List<Judged> test, Thresholds bounds) {
  static final List<Intent> IN_SCOPE =
      HeadTraining.BUILT_IN.stream()
          .map(Label::intent)
          .filter(intent -> intent != Intent.UNCLEAR)
          .toList();

  private static final int BINS = 10;

  /** Returns the mean over the intents of the harmonic mean of recall and precision. */
  double macroF1() {
    double sum = 0;
    for (Intent intent : IN_SCOPE) {
      int wanted = 0;
      int given = 0;
      int right = 0;
      for (Judged one : test) {
        boolean wants = one.said().wants() == intent;
        boolean gets = one.answer(bounds) == intent;
        wanted += wants ? 1 : 0;
        given += gets ? 1 : 0;
        right += wants && gets ? 1 : 0;
      }
      sum += wanted + given == 0 ? 0 : 2.0 * right / (wanted + given);
    }
    return sum / IN_SCOPE.size();
  }

  /**
   * Returns the expected calibration error of the head's likeliest answer without bounds (Naeini et
   * al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", equal-width bins).
   */
  double calibrationError() {
    double[] confidence = new double[BINS];
    double[] right = new double[BINS];
    int count = 0;
    for (Judged one : test) {
      if (one.scores() != null) {
        double[] answer = one.confidence();
        int bin = Math.min(BINS - 1, (int) (BINS * answer[0]));
        confidence[bin] += answer[0];
        right[bin] += answer[1];
        count++;
      }
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]);
    }
    return error / count;
  }
}
