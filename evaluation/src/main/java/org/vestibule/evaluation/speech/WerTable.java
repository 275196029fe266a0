// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Word error rates for people, and as {@code key=value} for scripts. */
final class WerTable {
  private final Answers answers;
  private final Bootstrap bootstrap;

  WerTable(Answers answers, Bootstrap bootstrap) {
    this.answers = answers;
    this.bootstrap = bootstrap;
  }

  /** Prints a row for each condition and one for all noises of a band and ratio together. */
  void print(PrintStream out) {
    out.println("Word errors in percent, with 95 % bounds (bootstrap over sentences)");
    StringBuilder head = new StringBuilder(String.format("%-26s %6s", "condition", "words"));
    for (String listener : answers.listeners()) {
      head.append(String.format("  %22s", listener));
    }
    out.println(head);
    for (Condition condition : answers.conditions()) {
      row(out, condition.key(), one -> one.equals(condition));
    }
    for (String band : List.of(Condition.WIDEBAND, Condition.TELEPHONE)) {
      for (int ratio : ratios(band)) {
        row(out, "all " + band + " " + ratio + " dB", at(band, ratio));
      }
    }
    String first = answers.listeners().get(0);
    for (String listener : answers.listeners()) {
      for (String band : listener.startsWith(first + "_") ? bands() : List.<String>of()) {
        compare(out, first, listener, band);
      }
      out.printf(
          Locale.ROOT,
          "%s: %.0f ms for a sentence (median, one thread)%n",
          listener,
          answers.medianMillis(listener));
    }
  }

  /**
   * Prints {@code wer_<band>_<noise>_<snr>} of the first listener, and of the others with names.
   */
  void printKeys(PrintStream out) {
    for (String listener : answers.listeners()) {
      String end = listener.equals(answers.listeners().get(0)) ? "" : "_" + listener;
      for (Condition condition : answers.conditions()) {
        key(out, condition.key() + end, answers.of(listener, condition));
      }
      for (String band : List.of(Condition.WIDEBAND, Condition.TELEPHONE)) {
        for (int ratio : ratios(band)) {
          key(out, band + "_" + ratio + end, answers.over(listener, at(band, ratio)));
        }
      }
    }
  }

  private List<String> bands() {
    return answers.conditions().stream().map(Condition::band).distinct().toList();
  }

  /** Prints the paired difference over all noises of a band. */
  private void compare(PrintStream out, String first, String listener, String band) {
    Predicate<Condition> noisy =
        condition -> condition.band().equals(band) && condition.snr().isPresent();
    List<Wer> without = answers.over(first, noisy);
    List<Wer> with = answers.over(listener, noisy);
    if (!without.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s against %s, %s with noise: %+.1f points (upper bound of 95 %%: %+.1f), %d words%n",
          listener,
          first,
          band,
          Wer.sum(with).percent() - Wer.sum(without).percent(),
          bootstrap.differenceUpper(with, without),
          Wer.sum(with).words());
    }
  }

  private void row(PrintStream out, String name, Predicate<Condition> chosen) {
    StringBuilder row = new StringBuilder();
    for (String listener : answers.listeners()) {
      List<Wer> sentences = answers.over(listener, chosen);
      Wer sum = Wer.sum(sentences);
      if (row.isEmpty()) {
        row.append(String.format("%-26s %6d", name, sum.words()));
      }
      Bootstrap.Bounds bounds = bootstrap.rate(sentences);
      String cell =
          String.format(
              Locale.ROOT, "%.1f (%.1f to %.1f)", sum.percent(), bounds.low(), bounds.high());
      row.append(String.format("  %22s", cell));
    }
    out.println(row);
  }

  private static void key(PrintStream out, String key, List<Wer> sentences) {
    out.printf(Locale.ROOT, "wer_%s=%.2f%n", key, Wer.sum(sentences).percent());
  }

  private static Predicate<Condition> at(String band, int ratio) {
    return condition ->
        condition.band().equals(band)
            && condition.snr().isPresent()
            && condition.snr().getAsInt() == ratio;
  }

  private TreeSet<Integer> ratios(String band) {
    TreeSet<Integer> ratios = new TreeSet<>((a, b) -> b - a);
    for (Condition condition : answers.conditions()) {
      if (condition.band().equals(band) && condition.snr().isPresent()) {
        ratios.add(condition.snr().getAsInt());
      }
    }
    return ratios;
  }
}
