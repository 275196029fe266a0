// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;

/** Puts a judgement into lines for people: what came out first, then why. Pure; thread-safe. */
public final class Explanation {
  private Explanation() {}

  /**
   * Returns the lines, without line breaks: {@code +} before what speaks for opening, {@code -}
   * before what does not.
   */
  public static List<String> lines(Entitlement entitlement) {
    List<String> lines = new ArrayList<>();
    lines.add(outcome(entitlement));
    for (Entitlement.Step step : entitlement.trace()) {
      lines.add((step.holds() ? "  + " : "  - ") + step.rule() + ": " + step.sentence());
    }
    return lines;
  }

  private static String outcome(Entitlement entitlement) {
    if (entitlement instanceof Entitlement.Granted granted) {
      return "Granted to "
          + granted.person()
          + " by "
          + granted.pass().map(pass -> "the " + pass).orElseGet(() -> text(granted.by()));
    }
    if (entitlement instanceof Entitlement.MoreNeeded more) {
      return "Not yet, still to be shown: "
          + more.missing().stream().map(Explanation::text).collect(Collectors.joining(", or "));
    }
    Entitlement.Refused refused = (Entitlement.Refused) entitlement;
    return "Refused ("
        + refused.code()
        + "): "
        + refused.sentence()
        + refused.from().map(from -> "; allowed from " + from).orElse("");
  }

  private static String text(Set<EntryMethod> way) {
    return way.stream().sorted().map(EntryMethod::label).collect(Collectors.joining("+"));
  }
}
