// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts, and prints APCER for each species and BPCER for each kind of bona fide (ISO/IEC 30107-3),
 * each with its 95 % bounds; presentations without a decision are counted apart, as APNRR and BPNRR
 * are. Not thread-safe.
 */
final class LivenessReport {
  /**
   * Living people's pictures with the noise and the coding that every generated attack gets: when
   * many are refused, the generated attacks were refused for the simulation and not for what they
   * show. No part of {@code bpcer}.
   */
  static final String CONTROL = "control-living";

  private final List<String> systems;
  private final Map<String, List<Judge.Judgement>> groups = new LinkedHashMap<>();
  private final Map<String, Boolean> attacks = new LinkedHashMap<>();

  LivenessReport(List<String> systems) {
    this.systems = systems;
  }

  void add(Presentation presentation, Judge.Judgement judgement) {
    attacks.put(presentation.group(), presentation.attack());
    groups.computeIfAbsent(presentation.group(), group -> new ArrayList<>()).add(judgement);
  }

  /** Returns whether both attacks and living people were presented. */
  boolean complete() {
    return attacks.containsValue(true) && attacks.containsValue(false);
  }

  void print(PrintStream out) {
    for (boolean attack : new boolean[] {true, false}) {
      out.println();
      out.println(
          attack
              ? "APCER: attacks classified as bona fide (95 % bounds after Clopper and Pearson)"
              : "BPCER: bona fide classified as attacks (the same bounds)");
      out.printf(
          "%-24s %4s  %-14s %-26s %s%n", "", "n", "system", "error rate", "without decision");
      groups.forEach(
          (group, judged) -> {
            if (attacks.get(group) == attack) {
              table(out, group, judged, attack);
            }
          });
    }
    keys(out);
  }

  private void table(PrintStream out, String group, List<Judge.Judgement> judged, boolean attack) {
    for (int system = 0; system < systems.size(); system++) {
      out.printf(
          "%-24s %4d  %-14s %-26s %d%n",
          system == 0 ? group : "",
          judged.size(),
          systems.get(system),
          rate(judged, system, attack).shown(),
          count(judged, system, Answer.NONE));
    }
  }

  private static ErrorRate rate(List<Judge.Judgement> judged, int system, boolean attack) {
    Answer wrong = attack ? Answer.BONA_FIDE : Answer.ATTACK;
    return new ErrorRate(count(judged, system, wrong), judged.size());
  }

  private static int count(List<Judge.Judgement> judged, int system, Answer answer) {
    return (int) judged.stream().filter(one -> one.answers().get(system) == answer).count();
  }

  /** The figures of tracks, for scripts. */
  private void keys(PrintStream out) {
    int track = systems.size() - 1;
    double worst = 0;
    List<Judge.Judgement> living = new ArrayList<>();
    out.println();
    for (Map.Entry<String, List<Judge.Judgement>> group : groups.entrySet()) {
      boolean attack = attacks.get(group.getKey());
      double rate = rate(group.getValue(), track, attack).value();
      String key = group.getKey().replace('-', '_');
      key(out, (attack ? "apcer_" : "bpcer_") + key, rate);
      out.println("n_" + key + "=" + group.getValue().size());
      worst = attack ? Math.max(worst, rate) : worst;
      if (!attack && !group.getKey().equals(CONTROL)) {
        living.addAll(group.getValue());
      }
    }
    key(out, "bpnrr", count(living, track, Answer.NONE) / (double) living.size());
    key(out, "apcer_max", worst);
    key(out, "bpcer", rate(living, track, false).value());
  }

  private static void key(PrintStream out, String key, double value) {
    out.println(key + "=" + String.format(Locale.ROOT, "%.4f", value));
  }
}
