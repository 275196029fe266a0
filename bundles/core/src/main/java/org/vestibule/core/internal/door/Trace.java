// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.door;

import java.util.List;
import java.util.stream.Collectors;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;

/** The rules that led to an entitlement, by their names, short enough for a line of the audit. */
public final class Trace {
  private static final int MOST = 200;

  private Trace() {}

  /** Returns the rules that speak for opening, or of a refusal all up to the one that decided. */
  public static String of(Entitlement entitlement) {
    boolean granted = entitlement instanceof Entitlement.Granted;
    List<Entitlement.Step> steps = entitlement.trace();
    String names =
        steps.stream()
            .filter(step -> !granted || step.holds())
            .map(Entitlement.Step::rule)
            .collect(Collectors.joining(", "));
    return names.length() <= MOST ? names : names.substring(0, MOST) + "...";
  }

  /** Returns what was shown and counts, and by which rules, as a reason. */
  static String reason(Entitlement.Granted granted) {
    String what = granted.pass().map(pass -> "Pass " + pass).orElse("The code is right");
    return what + appended(granted);
  }

  /** Returns the rules as the end of a sentence; nothing where none are named. */
  static String appended(Entitlement entitlement) {
    String rules = of(entitlement);
    return rules.isEmpty() ? "" : " (" + rules + ")";
  }

  /** Returns what would be enough, for example {@code code or card and code}. */
  static String missing(Entitlement.MoreNeeded more) {
    return more.missing().stream()
        .map(
            way ->
                way.stream().sorted().map(EntryMethod::label).collect(Collectors.joining(" and ")))
        .collect(Collectors.joining(" or "));
  }
}
