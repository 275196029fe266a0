// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.Decision;
import org.vestibule.api.event.BundleChanged;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** The house around the update agent; each of its services may be missing. Thread-safe. */
@Component(service = Surroundings.class)
public final class Surroundings {
  private static final int VISITS = 200;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EventPublisher events;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile StatusBoard board;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Visits visits;

  /**
   * Writes an order to the audit before it is done: what cannot be written is not done.
   *
   * @throws VestibuleException {@code service-missing}, {@code audit-unwritable}
   */
  void record(String who, String action, Map<String, String> details) throws VestibuleException {
    AuditTrail trail = audit;
    if (trail == null) {
      throw new VestibuleException(
          "service-missing",
          "audit trail",
          "not running",
          "running",
          "See the status of core, and try again.");
    }
    trail.record(who, action, details);
  }

  /** Tells everyone that a bundle was put back, if somebody carries news. */
  void rolledBack(String name, String version) {
    publish(new BundleChanged(Instant.now(), HouseBundles.PREFIX + name, version, "rolled-back"));
  }

  void publish(VestibuleEvent event) {
    EventPublisher present = events;
    if (present != null) {
      present.publish(event);
    }
  }

  /** Returns the state of every source but the agent, which would wait for itself, by name. */
  Map<String, Status.State> states() {
    StatusBoard present = board;
    Map<String, Status.State> states = new TreeMap<>();
    if (present != null) {
      present.all().forEach((name, status) -> states.put(name, status.state()));
    }
    states.remove(UpdateAgent.NAME);
    return states;
  }

  /** Returns the sources that worked in {@code before} and do not work now. */
  String worse(Map<String, Status.State> before) {
    Map<String, Status.State> now = states();
    return before.entrySet().stream()
        .filter(entry -> works(entry.getValue()) && !works(now.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  private static boolean works(Status.State state) {
    return state == Status.State.READY || state == Status.State.STOPPED;
  }

  /** Returns whether a visit is open. */
  boolean visited() {
    return open().stream().findAny().isPresent();
  }

  /** Returns whether a door was ordered to open and has not answered. */
  boolean ordering() {
    return open().stream()
        .anyMatch(
            story ->
                story.outcome().isEmpty()
                    && story.decision().filter(Decision.Admit.class::isInstance).isPresent());
  }

  private List<VisitStory> open() {
    Visits present = visits;
    return present == null
        ? List.of()
        : present.recent(VISITS).stream().filter(story -> story.closedAt().isEmpty()).toList();
  }
}
