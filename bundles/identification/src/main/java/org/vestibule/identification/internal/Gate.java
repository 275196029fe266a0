// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * Lets identification run exactly while it may: with a legal basis that counts today, with the
 * directory, the thresholds and the audit there, and after the audit has taken that it starts. One
 * thread judges; all else may come from any.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String ACTOR = "gateway";
  private static final String NOBODY = "Nobody is identified: ";

  private final Clock clock;
  private final Function<FaceIdentifier, Runnable> registry;
  private final StatusHolder status =
      new StatusHolder(Status.starting("Looking for the legal basis"));
  private volatile Map<String, Object> properties = Map.of();
  private volatile PeopleDirectory directory;
  private volatile FaceThresholds thresholds;
  private volatile AuditTrail audit;
  private volatile GallerySearch search;
  private Runnable unregister = () -> {};

  /**
   * @param clock today's date, for the review
   * @param registry registers the service, and returns what takes it back
   */
  Gate(Clock clock, Function<FaceIdentifier, Runnable> registry) {
    this.clock = clock;
    this.registry = registry;
  }

  void configure(Map<String, Object> changed) {
    properties = Map.copyOf(changed);
  }

  /** Takes the directory; {@code null} when there is none. */
  void directory(PeopleDirectory present) {
    directory = present;
  }

  /** Takes the thresholds; {@code null} when there are none. */
  void thresholds(FaceThresholds present) {
    thresholds = present;
  }

  /** Takes the audit; {@code null} when there is none. */
  void audit(AuditTrail present) {
    audit = present;
  }

  /** Takes what holds of one person now, before it returns. */
  void follow(PersonId person) {
    GallerySearch running = search;
    if (running != null) {
      running.follow(person);
    }
  }

  /** Returns whether somebody is among those who are searched. */
  boolean holds(PersonId person) {
    GallerySearch running = search;
    return running != null && running.holds(person);
  }

  Status status() {
    return status.get();
  }

  /** Starts, changes or ends identification, as what is known now asks for. */
  void judge() {
    try {
      Settings settings = Settings.read(properties, LocalDate.now(clock));
      require("directory of people", directory, "store");
      require("thresholds for faces", thresholds, "vision");
      require("audit trail", audit, "core");
      serve(settings, directory, thresholds);
    } catch (VestibuleException e) {
      end(Status.unavailable(cause(e), NOBODY + e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("Identification failed to start", e);
      end(
          Status.unavailable(
              Cause.DEPENDENCY, NOBODY + "the gallery could not be read. See the log."));
    }
  }

  /** Ends identification for good. */
  void close() {
    end(new Status(Status.State.STOPPED, Cause.DISABLED, "Stopped", clock.instant()));
  }

  private void serve(Settings settings, PeopleDirectory people, FaceThresholds points)
      throws VestibuleException {
    GallerySearch running = search;
    if (running != null && running.serves(settings, people)) {
      running.use(points);
      return;
    }
    if (running != null) {
      end(Status.starting("Another legal basis, another directory or another way to search"));
    }
    audit.record(ACTOR, "identification-started", settings.basis().facts());
    GallerySearch next = new GallerySearch(settings, people, points);
    // Before everyone is read: whoever changes meanwhile is followed.
    search = next;
    next.load();
    unregister = registry.apply(next);
    LegalBasis basis = settings.basis();
    tell(
        Status.ready(
            "People are identified without a claim. Legal basis: %s; recorded by %s on %s, review by %s."
                .formatted(
                    basis.text(), basis.recordedBy(), basis.recordedOn(), basis.reviewBy())));
  }

  private void end(Status why) {
    tell(why);
    GallerySearch running = search;
    if (running == null) {
      return;
    }
    unregister.run();
    unregister = () -> {};
    search = null;
    running.close();
    Map<String, String> facts = new TreeMap<>(running.basis().facts());
    facts.put("reason", why.sentence());
    try {
      require("audit trail", audit, "core");
      audit.record(ACTOR, "identification-stopped", facts);
    } catch (VestibuleException e) {
      // Ending is never refused.
      LOG.error("Identification has ended, but the audit does not say so: {}", e.getMessage());
    }
  }

  private void tell(Status next) {
    if (!next.sameAs(status.get())) {
      LOG.info("{}", next.sentence());
    }
    status.set(next);
  }

  private static void require(String what, Object service, String feature)
      throws VestibuleException {
    if (service == null) {
      throw new VestibuleException(
          "service-missing",
          what,
          "not running",
          "running",
          "See the status of " + feature + ", and install the feature vestibule-" + feature + ".");
    }
  }

  private static Cause cause(VestibuleException e) {
    return switch (e.code()) {
      case "configuration-invalid" -> Cause.CONFIGURATION;
      case "service-missing" -> Cause.DEPENDENCY;
      default -> Cause.STORAGE;
    };
  }
}
