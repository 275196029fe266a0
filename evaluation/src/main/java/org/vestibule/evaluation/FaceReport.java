// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.OperatingPoint;

/**
 * The tables of {@link EvalFaces}, and the lines for scripts.
 *
 * @param out where they go
 */
record FaceReport(PrintStream out) {
  private static final double[] TARGETS = {1e-2, 1e-3, 1e-4};

  void points(FaceScores scores) {
    out.println("threshold  FAR %    FRR %   (single pictures)");
    for (int percent = 20; percent <= 70; percent += 5) {
      FaceScores.Errors errors = scores.pairs(scores.always(percent / 100.0));
      out.printf(
          Locale.ROOT,
          "%9.2f  %7.4f  %6.2f%n",
          percent / 100.0,
          100 * errors.impostor().rate(),
          100 * errors.genuine().rate());
    }
  }

  /** Returns the errors at the smallest target: of single pictures, and of attempts. */
  List<FaceScores.Errors> table(FaceScores scores, int templates) {
    List<FaceScores.Errors> last = List.of();
    for (double target : TARGETS) {
      double[] single = scores.thresholds(target);
      double[] attempt = scores.thresholds(1 - Math.pow(1 - target, 1.0 / templates));
      last = List.of(scores.pairs(single), scores.attempts(attempt, templates));
      row("single picture, FAR " + target, single, last.get(0));
      row("attempt with " + templates + " templates, FAR " + target, attempt, last.get(1));
    }
    return last;
  }

  void inForce(FaceReader reader, FaceScores scores, int templates) throws VestibuleException {
    OperatingPoint point = reader.point(templates);
    FaceScores.Errors own = scores.attempts(scores.always(reader.threshold()), templates);
    FaceScores.Errors now = scores.attempts(scores.always(point.threshold()), templates);
    out.printf("The model's own threshold %.3f: FRR %s%n", reader.threshold(), own.genuine());
    out.printf("In force: %s%n", point.sentence());
    out.printf("  FAR %s%n  FRR %s%n", now.impostor(), now.genuine());
    line("threshold_in_force", point.threshold());
    line("far_in_force", now.impostor().rate());
    line("frr_in_force", now.genuine().rate());
  }

  private void row(String what, double[] thresholds, FaceScores.Errors errors) {
    double low = 1;
    double high = -1;
    for (double threshold : thresholds) {
      low = Math.min(low, threshold);
      high = Math.max(high, threshold);
    }
    out.printf(
        Locale.ROOT,
        "%s: threshold %.3f to %.3f%n  FAR %s%n  FRR %s%n",
        what,
        low,
        high,
        errors.impostor(),
        errors.genuine());
  }

  void rates(String suffix, FaceScores.Errors errors) {
    line("far" + suffix, errors.impostor().rate());
    line("far" + suffix + "_upper", errors.impostor().upper());
    line("frr" + suffix, errors.genuine().rate());
    line("frr" + suffix + "_upper", errors.genuine().upper());
    out.println("impostor_pairs" + suffix + "=" + errors.impostor().trials());
    out.println("genuine_pairs" + suffix + "=" + errors.genuine().trials());
  }

  void line(String key, double value) {
    out.printf(Locale.ROOT, "%s=%.6f%n", key, value);
  }
}
