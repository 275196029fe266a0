// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.Label;
import org.vestibule.intent.internal.Thresholds;
import org.vestibule.intent.internal.train.HeadTraining;
import org.vestibule.intent.internal.train.Judged;
import org.vestibule.intent.internal.train.OperatingPoint;

/** Prints how good a head is on the test file: a table for people, then key=value lines. */
final class Report {
  private static final List<Intent> COLUMNS =
      HeadTraining.BUILT_IN.stream().map(Label::intent).toList();

  private final PrintStream out;
  private final Head head;
  private final List<Judged> test;
  private final List<Judged> calibration;
  private final Abstention abstention;
  private final Scores scores;

  /**
   * @param test judged; reported, and used for nothing else
   * @param calibration judged; other operating points are chosen on it
   */
  Report(PrintStream out, Head head, List<Judged> test, List<Judged> calibration) {
    this.out = out;
    this.head = head;
    this.test = List.copyOf(test);
    this.calibration = List.copyOf(calibration);
    abstention = Abstention.of(this.calibration, this.test, head.thresholds());
    scores = new Scores(this.test, head.thresholds());
  }

  /** Prints the table. */
  void table() {
    line("Visitor triage on the test sentences, 95 %% bounds after Wilson in brackets");
    line("One author wrote training, calibration and test sentences: real visitors will differ");
    line("");
    line(
        "encoder %s, head %s, share of neighbours %.2f, temperature %.2f",
        head.encoder(),
        head.fingerprint().substring(0, 12),
        head.share(),
        head.softmax().temperature());
    line("");
    points();
    emergencies();
    classes();
    confusion();
    calibration();
  }

  /** Prints what a script reads. */
  void keys(Latency latency) {
    key("accuracy_at_5_percent_abstention", abstention.accuracy());
    key("oos_recall_at_5_percent_loss", abstention.rejected());
    key("macro_f1", scores.macroF1());
    key("ece", scores.calibrationError());
    key("in_scope_accuracy", inScope(head.thresholds()).value());
    key("oos_recall", rejected(head.thresholds()).value());
    key("in_scope_accuracy_open", inScope(open()).value());
    key("oos_recall_open", rejected(open()).value());
    key("in_scope_accuracy_strict", inScope(strict()).value());
    key("oos_recall_strict", rejected(strict()).value());
    key("oos_unclear_or_other", harmless(head.thresholds()).value());
    key("emergency_recall", emergencyRecall().value());
    key("emergency_recall_lower95", emergencyRecall().lower());
    key("emergency_recall_head_alone", emergencyRecallOfHead().value());
    key("false_emergency_rate", falseEmergencies(test).value());
    line("n_test=%d", test.size());
    line("n_in_scope=%d", inScope(open()).of());
    line("n_oos=%d", rejected(open()).of());
    line("triage_p50_ms=%.2f", latency.median());
    line("triage_p95_ms=%.2f", latency.p95());
  }

  private void calibration() {
    line("Abstaining from 5 %% of what is in scope, the bound chosen on the calibration sentences");
    line("  right of those answered           %s", abstention.answered().shown());
    line("  in scope not answered             %s", abstention.lost().shown());
    line("  out of scope not answered         %s", abstention.outside().shown());
    line(
        "Macro-F1 %.3f; expected calibration error %.3f in 10 bins (Naeini et al. 2015)",
        scores.macroF1(), scores.calibrationError());
    line("");
  }

  private void points() {
    line("Operating points, the bounds chosen on the calibration sentences");
    line(
        "%-9s %6s %7s   %-32s %s",
        "", "accept", "nearest", "right in scope", "unclear out of scope");
    point("open", open());
    point("shipped", head.thresholds());
    point("strict", strict());
    line("");
    line("At the shipped point");
    line("  out of scope, unclear or other    %s", harmless(head.thresholds()).shown());
    line(
        "  in scope, right of those answered %s",
        share(
                test,
                one -> !one.outOfScope() && answer(one) != Intent.UNCLEAR,
                one -> answer(one) == one.said().wants())
            .shown());
  }

  private void point(String name, Thresholds bounds) {
    line(
        "%-9s %6.2f %7.2f   %-32s %s",
        name, bounds.accept(), bounds.nearest(), inScope(bounds).shown(), rejected(bounds).shown());
  }

  private void emergencies() {
    List<Judged> others = test.stream().filter(one -> !one.outOfScope()).toList();
    line("");
    line("Emergencies, reported from probability %.2f", head.thresholds().emergency());
    line("  found                             %s", emergencyRecall().shown());
    line("  found by the head alone           %s", emergencyRecallOfHead().shown());
    line("  false, in scope                   %s", falseEmergencies(others).shown());
    line(
        "  false, out of scope               %s",
        falseEmergencies(test.stream().filter(Judged::outOfScope).toList()).shown());
    for (Judged one : test) {
      boolean wanted = one.said().wants() == Intent.EMERGENCY;
      boolean given = answer(one) == Intent.EMERGENCY;
      if (wanted != given) {
        line("  %-7s %s", wanted ? "missed:" : "false:", one.said().sentence());
      }
    }
  }

  private void classes() {
    line("");
    line("%-14s %-32s %s", "Intent", "recall", "precision, out of scope included");
    for (Intent intent : Scores.IN_SCOPE) {
      line(
          "%-14s %-32s %s",
          name(intent),
          share(test, one -> one.said().wants() == intent, one -> answer(one) == intent).shown(),
          share(test, one -> answer(one) == intent, one -> one.said().wants() == intent).shown());
    }
  }

  private void confusion() {
    line("");
    StringBuilder header = new StringBuilder(String.format("%-14s", "said \\ answer"));
    for (Intent column : COLUMNS) {
      header.append(String.format(" %5s", name(column).substring(0, 5)));
    }
    line("%s", header);
    for (Intent row : COLUMNS) {
      StringBuilder counts =
          new StringBuilder(
              String.format("%-14s", row == Intent.UNCLEAR ? "out_of_scope" : name(row)));
      for (Intent column : COLUMNS) {
        counts.append(
            String.format(
                " %5d",
                share(test, one -> one.said().wants() == row, one -> answer(one) == column)
                    .hits()));
      }
      line("%s", counts);
    }
    line("");
  }

  private Share inScope(Thresholds bounds) {
    return share(test, one -> !one.outOfScope(), one -> one.answer(bounds) == one.said().wants());
  }

  private Share rejected(Thresholds bounds) {
    return share(test, Judged::outOfScope, one -> one.answer(bounds) == Intent.UNCLEAR);
  }

  private Share harmless(Thresholds bounds) {
    return share(
        test,
        Judged::outOfScope,
        one -> one.answer(bounds) == Intent.UNCLEAR || one.answer(bounds) == Intent.OTHER);
  }

  private Share emergencyRecall() {
    return share(
        test,
        one -> one.said().wants() == Intent.EMERGENCY,
        one -> answer(one) == Intent.EMERGENCY);
  }

  private Share emergencyRecallOfHead() {
    return share(
        test,
        one -> one.said().wants() == Intent.EMERGENCY,
        one -> one.headAlone(head.thresholds()) == Intent.EMERGENCY);
  }

  private Share falseEmergencies(List<Judged> among) {
    return share(
        among,
        one -> one.said().wants() != Intent.EMERGENCY,
        one -> answer(one) == Intent.EMERGENCY);
  }

  private Intent answer(Judged one) {
    return one.answer(head.thresholds());
  }

  private Thresholds open() {
    return new Thresholds(head.thresholds().emergency(), 0, -1);
  }

  private Thresholds strict() {
    return OperatingPoint.strict(calibration, head.thresholds().emergency());
  }

  private static Share share(List<Judged> among, Predicate<Judged> which, Predicate<Judged> hit) {
    int of = 0;
    int hits = 0;
    for (Judged one : among) {
      if (which.test(one)) {
        of++;
        hits += hit.test(one) ? 1 : 0;
      }
    }
    return new Share(hits, of);
  }

  private static String name(Intent intent) {
    return intent.name().toLowerCase(Locale.ROOT);
  }

  private void key(String name, double value) {
    line("%s=%.4f", name, value);
  }

  private void line(String form, Object... values) {
    out.println(String.format(Locale.ROOT, form, values));
  }
}
