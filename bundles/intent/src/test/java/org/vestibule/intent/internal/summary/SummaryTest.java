// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.SummaryPhraser;
import org.vestibule.api.intent.VisitSummary;
import org.vestibule.api.status.Status;

/** What a manager is told of a day, and what a phraser may and may not make of it. */
class SummaryTest {
  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-03T00:00:00Z");

  private final PaperTrail trail = new PaperTrail();
  private final SummaryComponent summaries = new SummaryComponent();

  @BeforeEach
  void start() {
    summaries.audit = trail;
    summaries.configure(Map.of("timeZone", "UTC"));
  }

  @Test
  void withoutAnAuditThereIsNoSummary() {
    summaries.audit = null;
    assertCode("service-missing", FROM, TO);
  }

  @Test
  void aPeriodThatEndsBeforeItBeginsOrNeverIsRefused() {
    assertCode("period-invalid", TO, FROM);
    assertCode("period-invalid", FROM, FROM.plusSeconds(367L * 86_400));
  }

  @Test
  void aQuietDayIsCalledQuiet() throws Exception {
    assertThat(told(Locale.ENGLISH).text()).isEqualTo("Nobody came on March 2, 2026.");
  }

  @Test
  void anUnknownTimeZoneIsRefusedAndTheLastGoodOneStays() throws Exception {
    trail.visit("2026-03-02T23:30:00Z", "intent", "GUEST");
    summaries.configure(Map.of("timeZone", "Europe/Nowhere"));
    assertThat(summaries.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(summaries.status().sentence()).contains("Europe/Nowhere", "Europe/Vienna");
    assertThat(told(Locale.ENGLISH).text()).contains("between 23 and 24 h");
  }

  @Test
  void fiveCouriersBetweenSixAndEight() throws Exception {
    trail.visit("2026-03-01T18:30:00Z", "intent", "DELIVERY");
    for (String at : List.of("18:05", "18:20", "18:59", "19:00", "19:59")) {
      trail.visit(
          "2026-03-02T" + at + ":00Z",
          "intent",
          "DELIVERY",
          "route",
          "parcel-room",
          "decision",
          "direct",
          "calls",
          "0");
    }
    trail.visit("2026-03-02T09:10:00Z", "intent", "GUEST", "outcome", "door-opened", "calls", "1");
    trail.visit("2026-03-02T14:03:00Z", "intent", "EMERGENCY", "calls", "2");
    trail.visit("2026-03-02T15:00:00Z", "decision", "admit", "calls", "0");
    VisitSummary summary = told(Locale.ENGLISH);
    assertThat(summary.text())
        .isEqualTo(
            "Eight visits on March 2, 2026. Among them five couriers between 18 and 20 h,"
                + " one emergency between 14 and 15 h and one guest between 9 and 10 h."
                + " An emergency was reported on March 2, 2026 at 14:03. At the doors: one opening."
                + " Nobody was called for five of them."
                + " The busiest hour was 18 to 19 h with three visits.");
    assertThat(summary.counts()).contains(new VisitSummary.Count("route-parcel-room", 5));
    assertThat(summary.complete()).isTrue();
    assertThat(told(Locale.GERMAN).text()).contains("fünf Boten zwischen 18 und 20 Uhr");
    assertThat(told(Locale.JAPANESE).text()).isEqualTo(summary.text());
  }

  @Test
  void anAuditThatBeginsLaterIsCalledIncomplete() throws Exception {
    trail.visit("2026-03-02T12:00:00Z");
    assertThat(told(Locale.ENGLISH).complete()).isFalse();
  }

  @Test
  void everyCountIsTheTruth() throws Exception {
    Random random = new Random(5);
    List<String> intents = List.of("DELIVERY", "GUEST", "FORGOT_KEY", "UNCLEAR");
    Map<String, Long> truth = new TreeMap<>(Map.of("visits", 0L));
    for (int i = 0; i < 3000; i++) {
      Instant at = FROM.minusSeconds(43_200).plusSeconds(random.nextInt(2 * 86_400));
      String intent = intents.get(random.nextInt(intents.size()));
      String action = random.nextInt(4) == 0 ? "door-opened" : "visit-closed";
      trail.line(at.toString(), action, Map.of("intent", intent));
      if (!at.isBefore(FROM) && at.isBefore(TO) && action.equals("visit-closed")) {
        truth.merge("visits", 1L, Long::sum);
        truth.merge("intent-" + intent.toLowerCase(Locale.ROOT).replace('_', '-'), 1L, Long::sum);
      }
    }
    Map<String, Long> counted =
        told(Locale.ENGLISH).counts().stream()
            .collect(Collectors.toMap(VisitSummary.Count::name, VisitSummary.Count::value));
    assertThat(counted).isEqualTo(truth);
  }

  @Test
  void aPhraserMayPutTheCountsIntoItsOwnWords() throws Exception {
    trail.visit("2026-03-02T12:00:00Z", "intent", "DELIVERY");
    summaries.phraser = phraser("A calm time {period}: {visits}, and it was {intent-delivery}.");
    VisitSummary summary = told(Locale.ENGLISH);
    assertThat(summary.phrasedBy()).isEqualTo("model-x");
    assertThat(summary.text())
        .isEqualTo(
            "A calm time on March 2, 2026: one visit, and it was one courier between 12 and 13 h.");
  }

  @Test
  void aPhraserThatBringsItsOwnNumbersOrLeavesOneOutIsNotUsed() throws Exception {
    trail.visit("2026-03-02T12:00:00Z", "intent", "DELIVERY");
    String good = "{period} {visits} {intent-delivery}";
    for (String wrong :
        List.of(
            "",
            "{period} {visits}",
            good + " {visits}",
            good + " {intent-guest}",
            good + ", 7 of them late",
            good + ", seven of them late",
            good + ", \u0663 of them",
            good + ". See https://example.org",
            good + " <script>",
            "x".repeat(2_000))) {
      SummaryComponent fresh = new SummaryComponent();
      fresh.audit = trail;
      fresh.configure(Map.of("timeZone", "UTC"));
      fresh.phraser = phraser(wrong);
      VisitSummary summary = fresh.summarize(FROM, TO, Locale.ENGLISH);
      assertThat(summary.phrasedBy()).as(wrong).isEqualTo("template");
      assertThat(summary.text()).startsWith("One visit");
    }
  }

  @Test
  void aPhraserThatFailsThreeTimesIsLeftAlone() throws Exception {
    trail.visit("2026-03-02T12:00:00Z");
    int[] asked = {0};
    summaries.phraser =
        new SummaryPhraser() {
          @Override
          public String id() {
            return "model-x";
          }

          @Override
          public String phrase(List<VisitSummary.Count> counts, Locale language) {
            asked[0]++;
            throw new IllegalStateException("out of memory");
          }
        };
    for (int i = 0; i < 10; i++) {
      assertThat(told(Locale.ENGLISH).phrasedBy()).isEqualTo("template");
    }
    assertThat(asked[0]).isEqualTo(3);
  }

  private VisitSummary told(Locale language) throws VestibuleException {
    return summaries.summarize(FROM, TO, language);
  }

  private void assertCode(String code, Instant from, Instant to) {
    assertThatThrownBy(() -> summaries.summarize(from, to, Locale.ENGLISH))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static SummaryPhraser phraser(String text) {
    return new SummaryPhraser() {
      @Override
      public String id() {
        return "model-x";
      }

      @Override
      public String phrase(List<VisitSummary.Count> counts, Locale language) {
        return text;
      }
    };
  }
}
