// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The table and the lines for scripts. */
final class CommandReport {
  private static final int MOST_SPEAKERS = 20;

  private static final Map<String, ToIntFunction<Judged>> WHO = new LinkedHashMap<>();

  static {
    WHO.put("spotter", Judged::spotter);
    WHO.put("base", Judged::base);
    WHO.put("tiny", Judged::tiny);
  }

  private final PrintStream out;

  CommandReport(PrintStream out) {
    this.out = out;
  }

  /** Prints what each made of a set of recordings, in per cent with 95 % bounds (Wilson). */
  void table(String name, List<Judged> judged) {
    out.printf("%n%s: %d recordings%n", name, judged.size());
    out.printf(
        "  %-10s %-20s %-20s %-20s%n", "", "right %", "another command %", "false accepts %");
    WHO.forEach(
        (who, said) ->
            out.printf(
                "  %-10s %-20s %-20s %-20s%n",
                who,
                Judged.accuracy(judged, said),
                Judged.confused(judged, said),
                Judged.falseAccepts(judged, said)));
    words(judged);
    speakers(judged);
  }

  private void words(List<Judged> judged) {
    out.println("  what the spotter says of each word; the right ones by base and tiny");
    Map<Integer, List<Judged>> byLabel =
        judged.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.clip().label(), TreeMap::new, Collectors.toList()));
    byLabel.forEach(
        (label, all) -> {
          Map<Integer, Long> said =
              all.stream()
                  .collect(
                      Collectors.groupingBy(Judged::spotter, TreeMap::new, Collectors.counting()));
          String answers =
              said.entrySet().stream()
                  .map(entry -> Words.name(entry.getKey()) + " " + entry.getValue())
                  .collect(Collectors.joining(", "));
          out.printf(
              "    %-9s n=%-4d base %-4d tiny %-4d spotter: %s%n",
              Words.name(label),
              all.size(),
              all.stream().filter(one -> one.base() == label).count(),
              all.stream().filter(one -> one.tiny() == label).count(),
              answers);
        });
  }

  private void speakers(List<Judged> judged) {
    Map<String, List<Judged>> bySpeaker =
        judged.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.clip().speaker(), TreeMap::new, Collectors.toList()));
    if (bySpeaker.size() > MOST_SPEAKERS) {
      return;
    }
    bySpeaker.forEach(
        (speaker, all) ->
            out.printf(
                "    by %-12s right %%: spotter %s, base %s, tiny %s%n",
                speaker,
                Judged.accuracy(all, Judged::spotter),
                Judged.accuracy(all, Judged::base),
                Judged.accuracy(all, Judged::tiny)));
  }

  /** Prints the lines of a set. */
  void keys(String name, List<Judged> judged) {
    out.printf("%s_commands=%d%n", name, Judged.accuracy(judged, Judged::spotter).of());
    out.printf("%s_others=%d%n", name, Judged.falseAccepts(judged, Judged::spotter).of());
    WHO.forEach(
        (who, said) -> {
          out.print(Judged.accuracy(judged, said).keys(name + "_accuracy_" + who));
          out.print(Judged.confused(judged, said).keys(name + "_confused_" + who));
          Share taken = Judged.falseAccepts(judged, said);
          if (taken.of() > 0) {
            out.print(taken.keys(name + "_false_accepts_" + who));
          }
        });
  }

  /** Prints how long the spotter took, from the end of the sound to its answer. */
  void latency(List<Judged> judged) {
    quantiles("spotter_ms", judged, Judged::millis);
    quantiles("spotter_cpu_ms", judged, Judged::cpuMillis);
  }

  private void quantiles(String name, List<Judged> judged, ToDoubleFunction<Judged> value) {
    double[] sorted = judged.stream().mapToDouble(value).toArray();
    Arrays.sort(sorted);
    out.printf(Locale.ROOT, "%s_p50=%.1f%n", name, sorted[sorted.length / 2]);
    out.printf(
        Locale.ROOT, "%s_p95=%.1f%n", name, sorted[(int) Math.ceil(0.95 * sorted.length) - 1]);
  }
}
