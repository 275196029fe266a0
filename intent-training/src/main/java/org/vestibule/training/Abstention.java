// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.util.List;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Thresholds;
import org.vestibule.intent.internal.train.Judged;

/**
 * What a head does at the accept bound that leaves at most 5 % of what is in scope unanswered on
 * the calibration sentences, and the most out of scope.
 *
 * @param answered right of the answers to what is in scope
 * @param lost in scope and not answered
 * @param outside out of scope and not answered
 */
record Abstention(Share answered, Share lost, Share outside) {
  private static final double LOSS = 0.05;

  static Abstention of(List<Judged> calibration, List<Judged> test, Thresholds shipped) {
    Thresholds bounds = new Thresholds(shipped.emergency(), 0, -1);
    for (int hundredths = 0; hundredths < 100; hundredths++) {
      Thresholds next = new Thresholds(shipped.emergency(), hundredths / 100.0, -1);
      if (at(calibration, next).lost().value() > LOSS) {
        break;
      }
      bounds = next;
    }
    return at(test, bounds);
  }

  double accuracy() {
    return answered.value();
  }

  double rejected() {
    return outside.value();
  }

  private static Abstention at(List<Judged> judged, Thresholds bounds) {
    int right = 0;
    int answered = 0;
    int inScope = 0;
    int rejected = 0;
    for (Judged one : judged) {
      Intent answer = one.answer(bounds);
      if (one.outOfScope()) {
        rejected += answer == Intent.UNCLEAR ? 1 : 0;
      } else {
        inScope++;
        answered += answer == Intent.UNCLEAR ? 0 : 1;
        right += answer == one.said().wants() ? 1 : 0;
      }
    }
    return new Abstention(
        new Share(right, answered),
        new Share(inScope - answered, inScope),
        new Share(rejected, judged.size() - inScope));
  }
}
