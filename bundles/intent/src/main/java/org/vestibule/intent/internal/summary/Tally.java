// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.intent.VisitSummary;

/**
 * Counts closed visits from the lines of the audit: exactly, each line once, and nothing that is
 * not in it. Used by one thread.
 */
final class Tally implements Consumer<AuditEntry> {
  /** All visits. */
  static final String VISITS = "visits";

  /** Visits in which the visitor was told what to do and nobody was called. */
  static final String UNCALLED = "calls-avoided";

  /** Begins the name of what visitors wanted, for example {@code intent-delivery}. */
  static final String INTENT = "intent-";

  /** Begins the name of what the door answered, for example {@code outcome-door-opened}. */
  static final String OUTCOME = "outcome-";

  private static final String CLOSED = "visit-closed";
  private static final int HOURS = 24;

  private final ZoneId zone;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, HourSpan> spans = new HashMap<>();
  private final long[] byHour = new long[HOURS];
  private final List<ZonedDateTime> emergencies = new ArrayList<>();

  /**
   * @param zone whose hours are told
   */
  Tally(ZoneId zone) {
    this.zone = zone;
    counts.put(VISITS, 0L);
  }

  @Override
  public void accept(AuditEntry line) {
    if (!line.action().equals(CLOSED)) {
      return;
    }
    ZonedDateTime at = line.at().atZone(zone);
    count(VISITS, at);
    byHour[at.getHour()]++;
    Map<String, String> details = line.details();
    name(details, "intent").ifPresent(intent -> intent(intent, details, at));
    name(details, "route").ifPresent(route -> count("route-" + route, at));
    name(details, "outcome").ifPresent(outcome -> count(OUTCOME + outcome, at));
    // A resident who is known calls nobody either, and would not have.
    if ("direct".equals(details.get("decision")) && "0".equals(details.get("calls"))) {
      count(UNCALLED, at);
    }
  }

  private void intent(String intent, Map<String, String> details, ZonedDateTime at) {
    count(INTENT + intent, at);
    name(details, "label")
        .filter(label -> !label.equals(intent))
        .ifPresent(label -> count("label-" + label, at));
    if (intent.equals("emergency")) {
      emergencies.add(at);
    }
  }

  private void count(String name, ZonedDateTime at) {
    counts.merge(name, 1L, Long::sum);
    spans.merge(name, HourSpan.of(at), HourSpan::with);
  }

  private static java.util.Optional<String> name(Map<String, String> details, String key) {
    return java.util.Optional.ofNullable(details.get(key))
        .map(value -> value.toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
        .filter(value -> value.matches("[a-z0-9-]{1,63}"));
  }

  /** Returns every count, by name; {@link #VISITS} is always there. */
  List<VisitSummary.Count> counts() {
    return counts.entrySet().stream()
        .map(entry -> new VisitSummary.Count(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Returns one count, 0 for what never came. */
  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Returns the whole hours of one day in which all of a count lie; empty over several days. */
  java.util.Optional<HourSpan> span(String name) {
    return java.util.Optional.ofNullable(spans.get(name)).filter(HourSpan::ofOneDay);
  }

  /** Returns when emergencies were closed, oldest first. */
  List<ZonedDateTime> emergencies() {
    return emergencies;
  }

  /** Returns the hour of the day with the most visits, the earliest of equals. */
  int busiestHour() {
    int busiest = 0;
    for (int hour = 1; hour < HOURS; hour++) {
      busiest = byHour[hour] > byHour[busiest] ? hour : busiest;
    }
    return busiest;
  }

  /** Returns how many visits that hour of the day had. */
  long inHour(int hour) {
    return byHour[hour];
  }

  /** Returns the moment in the site's time. */
  ZonedDateTime local(Instant at) {
    return at.atZone(zone);
  }
}
