// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PeopleDirectory;

/**
 * What is known of an embedding space now: its model, its cohorts, what was stated. Thread-safe.
 */
final class Spaces {
  private static final Logger LOG = LoggerFactory.getLogger(Spaces.class);

  volatile ThresholdSettings settings = ThresholdSettings.DEFAULTS;
  volatile ModelStore store;
  volatile PeopleDirectory directory;

  private final CohortShelf shelf;

  Spaces(CohortShelf shelf) {
    this.shelf = shelf;
  }

  /** Returns what is wrong with a cohort, for people. */
  Optional<String> problem() {
    return shelf.problem();
  }

  /** Returns what thresholds in a space are derived from; empty when no model of it is kept. */
  Optional<Derivation> of(String space) {
    ModelStore current = store;
    if (current == null) {
      return Optional.empty();
    }
    try (ModelLease model = current.lease(ModelSlots.FACE_EMBEDDING)) {
      if (model.manifest().space().equals(space)) {
        return Optional.of(of(model, true));
      }
    } catch (ModelException e) {
      LOG.debug("No face embedding serves: {}", e.getMessage());
    }
    Optional<ModelLease> companion = current.companion(ModelSlots.FACE_EMBEDDING, space);
    if (companion.isEmpty()) {
      return Optional.empty();
    }
    try (ModelLease model = companion.get()) {
      return Optional.of(of(model, false));
    } catch (ModelException e) {
      LOG.warn("The companion names no threshold: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Derivation of(ModelLease model, boolean serving) throws ModelException {
    String space = model.manifest().space();
    List<Cohort> cohorts = new ArrayList<>(shelf.of(model));
    PeopleDirectory people = directory;
    ThresholdSettings stated = settings;
    if (stated.enrolledAsCohort() && people != null) {
      Enrolled.in(space, people).ifPresent(cohorts::add);
    }
    double own = model.manifest().parameter("threshold");
    return new Derivation(stated, space, own, serving, Impostors.of(cohorts));
  }
}
