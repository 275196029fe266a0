// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Says which threshold is in force. It is derived when it is first asked for, and again, on a
 * thread of its own, when people, a model or the settings change. Thread-safe.
 */
@Component(
    service = {FaceThresholds.class, StatusSource.class, EventListener.class, PeopleListener.class},
    configurationPid = ThresholdConfig.PID,
    immediate = true)
@Designate(ocd = ThresholdConfig.class)
public final class FaceThresholdsComponent
    implements FaceThresholds, StatusSource, EventListener, PeopleListener {
  private static final Logger LOG = LoggerFactory.getLogger(FaceThresholdsComponent.class);

  private final Spaces spaces;
  private final Renewals renewals;
  private final PointTable table;
  private final StatusHolder status = new StatusHolder(Status.ready("No face was judged yet"));

  private volatile Optional<String> misconfigured = Optional.empty();

  /** With the cohorts of the data folder. */
  public FaceThresholdsComponent() {
    this(Path.of(System.getProperty("vestibule.data", "data"), "cohorts"), null);
  }

  /**
   * @param cohorts the folder of the site's own cohorts
   * @param executor runs what is derived anew; {@code null} for a thread of its own
   */
  FaceThresholdsComponent(Path cohorts, Executor executor) {
    spaces = new Spaces(new CohortShelf(cohorts));
    table = new PointTable(spaces::of);
    renewals = new Renewals(table::renew, executor);
  }

  /** Starts. */
  @Activate
  public void activate(Map<String, Object> properties) {
    modified(properties);
  }

  /** Takes new settings for the next attempt; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      spaces.settings = ThresholdSettings.of(properties);
      misconfigured = Optional.empty();
      renewals.soon("the settings changed");
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      misconfigured = Optional.of(e.getMessage());
    }
  }

  /** Ends the thread; what was derived stays in force for calls under way. */
  @Deactivate
  public void deactivate() {
    renewals.close();
  }

  /** Takes the store; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setStore(ModelStore next) {
    spaces.store = next;
    renewals.soon("another model store came");
  }

  /** Gives the store back unless it was replaced already. */
  public void unsetStore(ModelStore gone) {
    spaces.store = spaces.store == gone ? null : spaces.store;
  }

  /** Takes the directory of people; only asked when they may serve as impostors. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setDirectory(PeopleDirectory next) {
    spaces.directory = next;
    renewals.soon("the directory of people came");
  }

  /** Gives the directory back unless it was replaced already. */
  public void unsetDirectory(PeopleDirectory gone) {
    spaces.directory = spaces.directory == gone ? null : spaces.directory;
  }

  @Override
  public OperatingPoint point(String space, int comparisons) {
    if (comparisons < 1) {
      throw new IllegalArgumentException(comparisons + " comparisons; allowed: from 1");
    }
    return table.point(space, comparisons).orElseGet(() -> closed(space, comparisons));
  }

  /** Without its model nothing is known of a space: then nobody is let in. */
  private OperatingPoint closed(String space, int comparisons) {
    return new OperatingPoint(
        space,
        spaces.settings.maxFalseAcceptRate(),
        comparisons,
        1,
        OperatingPoint.Proof.NO_COHORT,
        OperatingPoint.Cohort.NONE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Instant.now(),
        "No model of the space " + space + " is kept: no face is similar enough.");
  }

  @Override
  public List<OperatingPoint> inForce() {
    return table.all();
  }

  @Override
  public void changed(PersonId person) {
    renewals.soon("the enrolled people changed");
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed && changed.slot().equals(ModelSlots.FACE_EMBEDDING)) {
      renewals.soon(changed.after() + " serves instead of " + changed.before());
    }
  }

  @Override
  public String name() {
    return "face-thresholds";
  }

  @Override
  public Status status() {
    Optional<String> damaged = spaces.problem();
    if (misconfigured.isPresent()) {
      status.set(Status.degraded(Status.Cause.CONFIGURATION, misconfigured.get()));
    } else if (damaged.isPresent()) {
      status.set(Status.degraded(Status.Cause.STORAGE, damaged.get()));
    } else {
      List<OperatingPoint> points = inForce();
      status.set(
          Status.ready(points.isEmpty() ? "No face was judged yet" : points.get(0).sentence()));
    }
    return status.get();
  }
}
