// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of {@code bench swap}, for people and for scripts. */
final class SwapFigures {
  private static final List<String> KINDS = List.of("face", "vad");

  private final LoadResult quiet;
  private final LoadResult swaps;
  private final Replacements.Times times;
  private final Visitors.Result visits;

  /**
   * @param quiet the window without replacements
   * @param swaps the window with them
   */
  SwapFigures(
      LoadResult quiet, LoadResult swaps, Replacements.Times times, Visitors.Result visits) {
    this.quiet = quiet;
    this.swaps = swaps;
    this.times = times;
    this.visits = visits;
  }

  /** Returns calls and visits that were lost, in both windows. */
  long failed() {
    return quiet.failed() + swaps.failed() + visits.failures().size();
  }

  /** Returns answers, orders and outcomes that came twice, in both windows. */
  long duplicates() {
    return quiet.duplicates() + swaps.duplicates() + visits.duplicates();
  }

  /** Prints the table. */
  void table(PrintStream out) {
    for (String kind : KINDS) {
      out.println(quiet.only(kind).sample().row(kind + ", nothing replaced"));
      out.println(swaps.only(kind).sample().row(kind + ", during replacements"));
    }
    out.println(times.models().row("model swap"));
    out.println(times.updates().row("bundle update"));
    swaps.failures().forEach((why, often) -> out.println("failed " + often + " x " + why));
    quiet.failures().forEach((why, often) -> out.println("failed " + often + " x " + why));
    visits.failures().forEach(story -> out.println("failed visit " + story));
  }

  /** Returns the figures by key. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("calls", (double) quiet.calls().size() + swaps.calls().size());
    values.put("visits", (double) visits.visits());
    values.put("failed", (double) failed());
    values.put("failed_without_replacements", (double) quiet.failed());
    values.put("failed_visits", (double) visits.failures().size());
    values.put("duplicates", (double) duplicates());
    values.put("p95_ratio", ratio(quiet, swaps));
    values.put("max_gap_ms", 0.0);
    for (String kind : KINDS) {
      values.put(kind + "_p95_ratio", ratio(quiet.only(kind), swaps.only(kind)));
      values.put(kind + "_max_gap_ms", swaps.only(kind).maxGapMillis());
      values.put(kind + "_quiet_max_gap_ms", quiet.only(kind).maxGapMillis());
      values.merge("max_gap_ms", swaps.only(kind).maxGapMillis(), Math::max);
    }
    values.put("model_swaps", (double) times.models().millis().length);
    values.put("model_roll_backs", (double) visits.rollBacks());
    values.put("swap_median_ms", times.models().median());
    values.put("swap_p95_ms", times.models().p95());
    values.put("bundle_updates", (double) times.updates().millis().length);
    values.put("update_median_ms", times.updates().median());
    values.put("update_p95_ms", times.updates().p95());
    footprint(values);
    return values;
  }

  private void footprint(Map<String, Double> values) {
    JsonNode before = swaps.head().path("before");
    JsonNode after = swaps.head().path("after");
    values.put("loaded_classes_before", before.path("loadedClasses").asDouble());
    values.put("loaded_classes_after", after.path("loadedClasses").asDouble());
    values.put("heap_mb_before", before.path("heapMegabytes").asDouble());
    values.put("heap_mb_after", after.path("heapMegabytes").asDouble());
    double resident = before.path("residentMegabytes").asDouble();
    double later = after.path("residentMegabytes").asDouble();
    values.put("rss_mb_before", resident);
    values.put("rss_mb_after", later);
    values.put("rss_growth_pct", 100 * (later - resident) / resident);
  }

  private static double ratio(LoadResult quiet, LoadResult swaps) {
    return swaps.sample().p95() / quiet.sample().p95();
  }

  /** Prints one {@code key=value} a line; counts without a fraction. */
  void lines(PrintStream out) {
    values()
        .forEach(
            (key, value) ->
                out.printf(
                    Locale.ROOT,
                    value == Math.rint(value) ? "%s=%.0f%n" : "%s=%.3f%n",
                    key,
                    value));
  }
}
