// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.settings.SettingsReader;

/**
 * Who is called for which wish. The site's own label counts before the intent that it belongs to,
 * and an emergency reaches everybody whatever the rules say. Immutable.
 */
public final class Routing {
  /** The rules, as a list of {@code label=target}. */
  static final String KEY = "routes";

  /** What holds when nothing is configured; a parcel room is named by whoever has one. */
  static final List<String> STANDARD = List.of("service-worker=manager", "vendor=declined");

  private static final int MOST = 50;
  private static final String EXAMPLE =
      "delivery=parcel-room, vendor=declined, estate-agent=manager";
  private static final String EMERGENCY = Triage.label(Intent.EMERGENCY);

  /** Wishes that were not understood: somebody has to be called. */
  private static final Set<String> UNSURE =
      Set.of(Triage.label(Intent.UNCLEAR), Triage.label(Intent.UNKNOWN_LANGUAGE));

  private final Map<String, RouteTarget> rules;

  private Routing(Map<String, RouteTarget> rules) {
    this.rules = Map.copyOf(rules);
  }

  /**
   * Reads the rules.
   *
   * @throws VestibuleException {@code configuration-invalid} for a rule that cannot be kept
   */
  static Routing of(SettingsReader reader) throws VestibuleException {
    return of(reader.list(KEY, MOST, STANDARD));
  }

  static Routing of(List<String> lines) throws VestibuleException {
    Map<String, RouteTarget> rules = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split("=", -1);
      if (parts.length != 2) {
        throw refused(line, "LABEL=TARGET");
      }
      String label = label(parts[0].strip(), line);
      if (rules.put(label, target(label, parts[1].strip(), line)) != null) {
        throw refused(line, "one rule for each label");
      }
    }
    return new Routing(rules);
  }

  private static String label(String text, String line) throws VestibuleException {
    try {
      return Identifier.require("label", text);
    } catch (IllegalArgumentException e) {
      throw refused(line, "a label of 1 to 63 of a-z, 0-9 and '-'");
    }
  }

  private static RouteTarget target(String label, String word, String line)
      throws VestibuleException {
    RouteTarget target =
        RouteTarget.named(word)
            .orElseThrow(() -> refused(line, "one of " + RouteTarget.words() + " as target"));
    if (label.equals(EMERGENCY) && target != RouteTarget.EVERYBODY) {
      throw refused(line, "everybody for an emergency");
    }
    if (UNSURE.contains(label) && target.audience().isEmpty()) {
      throw refused(line, "somebody who is called for what was not understood");
    }
    return target;
  }

  /** Returns where a visitor with this wish is put through to; residents without a rule. */
  public RouteTarget target(Triage triage) {
    if (triage.intent() == Intent.EMERGENCY) {
      return RouteTarget.EVERYBODY;
    }
    String intent = Triage.label(triage.intent());
    RouteTarget target =
        Optional.ofNullable(triage.label())
            .map(rules::get)
            .or(() -> Optional.ofNullable(rules.get(intent)))
            .orElse(RouteTarget.RESIDENT);
    // A label that somebody taught does not make an unsure answer a sure one.
    return UNSURE.contains(intent) && target.audience().isEmpty() ? RouteTarget.RESIDENT : target;
  }

  private static VestibuleException refused(String line, String allowed) {
    return SettingsReader.invalid(
        CoreSettings.PID, KEY, "'" + line + "'", allowed, SettingsReader.example(KEY, EXAMPLE));
  }
}
