// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.call.Calls;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.event.BundleChanged;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.intent.TriageTraining;
import org.vestibule.api.intent.VisitSummarizer;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.people.EnrolmentDesk;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/**
 * The services that the console shows, each of them replaceable at any moment and each of them
 * allowed to be missing: a page about a house with a missing room is still a page. Thread-safe.
 */
@Component(service = House.class)
public class House {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Visits visits;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile VisitJournal journal;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile DoorController doors;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ModelLibrary models;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PeopleDirectory people;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EnrolmentDesk enrolments;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile FaceThresholds thresholds;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TriageTraining training;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<DoorStation> stations = List.of();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile VisitSummarizer summaries;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile StatusBoard board;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EventPublisher events;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile FeatureUpdates updates;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Calls calls;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile CommandDesk commands;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Outbox outbox;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ConfigurationAdmin configurations;

  /**
   * Returns a service or says that it is not there.
   *
   * @throws Problem 503 {@code service-missing}
   */
  static <T> T need(T service, String name) throws Problem {
    if (service == null) {
      throw missing(name);
    }
    return service;
  }

  /**
   * Returns the answer that stands for a service that is not there: 503 {@code service-missing}.
   */
  static Problem missing(String name) {
    return new Problem(
            503,
            "service-missing",
            name,
            "not running",
            "running",
            "See Health for the bundle that provides it, and try again.")
        .with("Retry-After", "5");
  }

  /** Returns every status by name; empty while nobody keeps them. */
  Map<String, Status> statuses() {
    StatusBoard present = board;
    return present == null ? Collections.emptyMap() : new TreeMap<>(present.all());
  }

  /** Returns the newest visits, or none while nobody keeps them. */
  List<VisitStory> recentVisits(int limit) {
    Visits present = visits;
    return present == null ? List.of() : present.recent(limit);
  }

  /** Tells everyone that a bundle changed, if somebody carries news. */
  void publish(BundleChanged change) {
    EventPublisher present = events;
    if (present != null) {
      present.publish(change);
    }
  }
}
