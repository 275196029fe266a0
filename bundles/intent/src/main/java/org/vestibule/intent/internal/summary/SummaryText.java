// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.intent.SummaryPhraser;
import org.vestibule.api.intent.VisitSummary;

/**
 * Counts as phrases of one language, and the sentences that the house makes of them itself. Each
 * phrase is a count with its noun, so whoever puts them in order cannot change what they say.
 */
final class SummaryText {
  /** A count whose moments lie in more hours than this is told without them. */
  private static final int TELLING_HOURS = 6;

  private final Tally tally;
  private final SummaryWords words;
  private final Instant from;
  private final Instant to;
  private final Map<String, String> phrases = new LinkedHashMap<>();

  SummaryText(Tally tally, SummaryWords words, Instant from, Instant to) {
    this.tally = tally;
    this.words = words;
    this.from = from;
    this.to = to;
    phrases.put(SummaryPhraser.PERIOD, period());
    for (VisitSummary.Count count : tally.counts()) {
      words
          .counted(count.name(), count.value())
          .ifPresent(phrase -> phrases.put(count.name(), timed(count.name(), phrase)));
    }
  }

  /** Returns the phrase of each count that has words, and of the period. */
  Map<String, String> phrases() {
    return phrases;
  }

  /** Returns the counts that have words. */
  List<VisitSummary.Count> told() {
    return tally.counts().stream().filter(count -> phrases.containsKey(count.name())).toList();
  }

  /** Returns the house's own sentences. */
  String sentences() {
    String when = phrases.get(SummaryPhraser.PERIOD);
    if (tally.of(Tally.VISITS) == 0) {
      return words.text("nothing", when);
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(capitalised(words.text("visits", when, phrases.get(Tally.VISITS))));
    List<String> wanted = beginning(Tally.INTENT);
    if (!wanted.isEmpty()) {
      sentences.add(words.text("wanted", words.list(wanted)));
    }
    for (ZonedDateTime emergency : tally.emergencies()) {
      sentences.add(words.text("emergency", words.date(emergency), words.clock(emergency)));
    }
    List<String> outcomes = beginning(Tally.OUTCOME);
    if (!outcomes.isEmpty()) {
      sentences.add(words.text("outcomes", words.list(outcomes)));
    }
    if (phrases.containsKey(Tally.UNCALLED)) {
      sentences.add(words.text("uncalled", phrases.get(Tally.UNCALLED)));
    }
    int hour = tally.busiestHour();
    if (tally.inHour(hour) > 1) {
      sentences.add(
          words.text("busiest", hour, hour + 1, words.counted("visits", tally.inHour(hour)).get()));
    }
    return String.join(" ", sentences);
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private List<String> beginning(String prefix) {
    return phrases.entrySet().stream()
        .filter(phrase -> phrase.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }

  private String timed(String name, String phrase) {
    return tally
        .span(name)
        .filter(span -> name.startsWith(Tally.INTENT) && span.to() - span.from() <= TELLING_HOURS)
        .map(span -> words.text("between", phrase, span.from(), span.to()))
        .orElse(phrase);
  }

  private String period() {
    ZonedDateTime begin = tally.local(from);
    ZonedDateTime end = tally.local(to);
    boolean days = begin.toLocalTime().equals(LocalTime.MIDNIGHT);
    days &= end.toLocalTime().equals(LocalTime.MIDNIGHT);
    if (days && Duration.between(begin.plusDays(1), end).isZero()) {
      return words.text("day", words.date(begin));
    }
    return days
        ? words.text("days", words.date(begin), words.date(end.minusDays(1)))
        : words.text(
            "hours", words.date(begin), words.clock(begin), words.date(end), words.clock(end));
  }
}
