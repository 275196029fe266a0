// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.drift;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Notices when a camera begins to see faces otherwise than before: a dirty lens, another light, a
 * worn infrared lamp. Only numbers are kept, a bounded number for each camera, and they are
 * forgotten at a restart. Thread-safe.
 */
@Component(
    service = {DriftMonitor.class, StatusSource.class, EventListener.class},
    immediate = true)
public final class DriftMonitor implements StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(DriftMonitor.class);

  /** More cameras than this are not watched. */
  static final int MOST_CAMERAS = 256;

  private final Map<StationId, CameraWatch> cameras = new ConcurrentHashMap<>();
  private final StatusHolder status = new StatusHolder(Status.ready("No camera drifts"));
  private volatile PeopleDirectory directory;

  /** Takes the directory of people, whose enrolment is the baseline where it is large enough. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setDirectory(PeopleDirectory next) {
    directory = next;
  }

  /** Gives the directory back unless it was replaced already. */
  public void unsetDirectory(PeopleDirectory gone) {
    directory = directory == gone ? null : directory;
  }

  /**
   * Takes the result of one finished verification of a living face, whether it was known or not.
   *
   * @param camera where
   * @param similarity cosine to the best template, -1 to 1; anything that is no number is left out
   */
  public void attempt(StationId camera, float similarity) {
    if (!Float.isFinite(similarity)) {
      return;
    }
    CameraWatch watch = cameras.get(camera);
    if (watch == null) {
      if (cameras.size() >= MOST_CAMERAS) {
        return;
      }
      watch = cameras.computeIfAbsent(camera, id -> new CameraWatch(id, enrolled().orElse(null)));
    }
    if (watch.attempt(similarity)) {
      CameraDrift now = watch.now();
      if (now.drifting()) {
        LOG.warn("{}", now.sentence());
      } else {
        LOG.info("Camera {} sees faces as before again", camera);
      }
    }
  }

  private Optional<Baseline> enrolled() {
    PeopleDirectory people = directory;
    return people == null ? Optional.empty() : EnrolledScores.of(people);
  }

  /** Returns how each camera is, by name. */
  public List<CameraDrift> cameras() {
    return cameras.values().stream()
        .map(CameraWatch::now)
        .sorted(Comparator.comparing(drift -> drift.camera().value()))
        .toList();
  }

  /** Similarities of two models do not share a scale: everything begins anew. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed && changed.slot().equals(ModelSlots.FACE_EMBEDDING)) {
      cameras.clear();
    }
  }

  @Override
  public String name() {
    return "vision-cameras";
  }

  @Override
  public Status status() {
    List<CameraDrift> drifting = cameras().stream().filter(CameraDrift::drifting).toList();
    status.set(
        drifting.isEmpty()
            ? Status.ready("No camera drifts")
            : Status.degraded(
                Status.Cause.DRIFT,
                drifting.stream().map(CameraDrift::sentence).collect(Collectors.joining(" "))));
    return status.get();
  }
}
