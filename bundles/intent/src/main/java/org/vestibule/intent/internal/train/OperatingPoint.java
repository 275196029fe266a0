// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.List;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Thresholds;

/**
 * Chooses bounds on a calibration file. The nearest bound lets 99 % of what is in scope pass: it is
 * there for text unlike anything that was trained. The accept bound is then searched in hundredths.
 */
public final class OperatingPoint {
  private static final double PASS_NEAREST = 0.99;
  private static final double STRICT_RIGHT = 0.9;

  /** An emergency this likely is always reported, however many false alarms that gives. */
  private static final double MOST_EMERGENCY = 0.25;

  private static final double LEAST_EMERGENCY = 0.05;

  /** A false alarm costs a person one look, so that some are spent on missing fewer emergencies. */
  private static final double FALSE_ALARMS = 0.03;

  private OperatingPoint() {}

  /**
   * What a file gives at some bounds: right answers, UNCLEAR included; answers that the accept
   * bound lets pass, which says nothing of emergencies; those of them that are right.
   */
  private record Count(int right, int answered, int answeredRight) {
    static Count of(List<Judged> judged, Thresholds bounds) {
      int right = 0;
      int answered = 0;
      int answeredRight = 0;
      for (Judged one : judged) {
        Intent answer = one.answer(bounds);
        boolean hit = answer == one.said().wants();
        right += hit ? 1 : 0;
        boolean passed = answer != Intent.UNCLEAR && answer != Intent.EMERGENCY;
        answered += passed ? 1 : 0;
        answeredRight += hit && passed ? 1 : 0;
      }
      return new Count(right, answered, answeredRight);
    }

    boolean strict() {
      return answeredRight >= STRICT_RIGHT * answered;
    }
  }

  /** The bounds with the most right answers, each sentence in or out of scope counted once. */
  public static Thresholds shipped(List<Judged> calibration, double emergency) {
    return best(calibration, emergency, false);
  }

  /** The same among those bounds at which 90 % of the answers but emergencies are right. */
  public static Thresholds strict(List<Judged> calibration, double emergency) {
    return best(calibration, emergency, true);
  }

  private static Thresholds best(List<Judged> calibration, double emergency, boolean strict) {
    double nearest = nearest(calibration);
    Thresholds best = new Thresholds(emergency, 1, nearest);
    int most = -1;
    for (int hundredths = 0; hundredths < 100; hundredths++) {
      Thresholds candidate = new Thresholds(emergency, hundredths / 100.0, nearest);
      Count count = Count.of(calibration, candidate);
      if ((!strict || count.strict()) && count.right() > most) {
        most = count.right();
        best = candidate;
      }
    }
    return best;
  }

  private static double nearest(List<Judged> calibration) {
    double[] cosines =
        calibration.stream()
            .filter(one -> !one.outOfScope() && one.scores() != null)
            .mapToDouble(one -> one.scores().nearest())
            .sorted()
            .toArray();
    double cosine = cosines[(int) ((1 - PASS_NEAREST) * cosines.length)];
    return Math.max(0, Math.floor(100 * cosine) / 100);
  }

  /** The lowest bound at which the calibration file has no more false emergencies than allowed. */
  static double emergency(List<Judged> calibration) {
    List<Judged> harmless =
        calibration.stream().filter(one -> one.said().wants() != Intent.EMERGENCY).toList();
    for (double bound = LEAST_EMERGENCY; bound < MOST_EMERGENCY; bound += 0.01) {
      Thresholds candidate = new Thresholds(bound, 0, 0);
      long alarms =
          harmless.stream().filter(one -> one.answer(candidate) == Intent.EMERGENCY).count();
      if (alarms <= FALSE_ALARMS * harmless.size()) {
        return Math.round(bound * 100) / 100.0;
      }
    }
    return MOST_EMERGENCY;
  }
}
