// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.intent.SummaryPhraser;
import org.vestibule.api.intent.VisitSummarizer;
import org.vestibule.api.intent.VisitSummary;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * Summaries from the audit. A phraser, where one is installed, may put the counts into other words;
 * when it fails, or brings numbers of its own, the house's sentences are used. Thread-safe.
 */
@Component(
    service = {VisitSummarizer.class, StatusSource.class},
    configurationPid = SummaryConfig.PID)
@Designate(ocd = SummaryConfig.class)
public final class SummaryComponent implements VisitSummarizer, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SummaryComponent.class);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final String TEMPLATE = "template";

  private final Breaker breaker = new Breaker(System::nanoTime);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SummaryPhraser phraser;

  private volatile ZoneId zone = ZoneId.systemDefault();
  private volatile Status status = Status.starting("Waits for its configuration");

  /** Takes a time zone at once, or keeps the last good one and says why. */
  @Activate
  @Modified
  public void configure(Map<String, Object> properties) {
    try {
      zone = zone(properties);
      status = Status.ready("Counts visits from the audit, in the hours of " + zone);
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      status = Status.degraded(Status.Cause.CONFIGURATION, e.getMessage());
    }
  }

  @Override
  public VisitSummary summarize(Instant from, Instant to, Locale language)
      throws VestibuleException {
    check(from, to);
    AuditTrail trail = required(audit);
    Tally tally = new Tally(zone);
    Optional<Instant> begin = trail.read(from, to, tally);
    SummaryWords words = SummaryWords.of(language);
    SummaryText text = new SummaryText(tally, words, from, to);
    boolean complete = begin.isPresent() && !begin.get().isAfter(from);
    SummaryPhraser present = phraser;
    if (present != null && tally.of(Tally.VISITS) > 0 && breaker.closed()) {
      Optional<String> phrased = phrased(present, text, words);
      if (phrased.isPresent()) {
        return new VisitSummary(from, to, tally.counts(), phrased.get(), present.id(), complete);
      }
    }
    return new VisitSummary(from, to, tally.counts(), text.sentences(), TEMPLATE, complete);
  }

  private Optional<String> phrased(SummaryPhraser present, SummaryText text, SummaryWords words) {
    try {
      String raw = present.phrase(text.told(), words.locale());
      String filled = PhrasedText.filled(raw, text.phrases(), words.numbers());
      breaker.good();
      return Optional.of(filled);
    } catch (VestibuleException e) {
      LOG.warn("The house's own sentences are used: {}", e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The house's own sentences are used: the phraser failed", e);
    }
    breaker.bad();
    return Optional.empty();
  }

  private static void check(Instant from, Instant to) throws VestibuleException {
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new VestibuleException(
          "period-invalid",
          "period",
          from + " to " + to,
          "from before to, at most " + LONGEST.toDays() + " days",
          "Ask for a shorter period.");
    }
  }

  private static AuditTrail required(AuditTrail trail) throws VestibuleException {
    if (trail == null) {
      throw new VestibuleException(
          "service-missing", "audit trail", "not running", "running", "Start the bundle core.");
    }
    return trail;
  }

  private static ZoneId zone(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(SummaryConfig.PID, properties, List.of("timeZone"));
    String name = reader.text("timeZone", 64, "").strip();
    try {
      return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new VestibuleException(
          "configuration-invalid",
          "timeZone of " + SummaryConfig.PID,
          name,
          "an IANA time zone, or nothing",
          SettingsReader.example("timeZone", "Europe/Vienna"));
    }
  }

  @Override
  public String name() {
    return "summaries";
  }

  @Override
  public Status status() {
    return status;
  }
}
