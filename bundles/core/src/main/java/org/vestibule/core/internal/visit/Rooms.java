// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorPolicy;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.intent.VisitorTriage;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.api.rights.PassScanner;
import org.vestibule.api.sound.VoiceLines;
import org.vestibule.api.speech.SpeechPrompts;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationId;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.visit.VisitJournal;

/**
 * The services that a visit passes through, as they come and go. All references are dynamic: a swap
 * of any of them restarts nothing here. Thread-safe.
 */
@Component(service = Rooms.class)
public final class Rooms {
  final Gate<EventPublisher> events = new Gate<>("event dispatch");
  final Gate<AuditTrail> audit = new Gate<>("the audit");
  final Gate<PeopleDirectory> people = new Gate<>("the people directory");
  final Gate<DoorPolicy> policy = new Gate<>("the door policy");
  final Gate<FaceVerifier> faces = new Gate<>("face verification");
  final Gate<FaceIdentifier> identifier = new Gate<>("identification");
  final Gate<SpeechRecognizer> speech = new Gate<>("speech recognition");
  final Gate<VisitorTriage> triage = new Gate<>("visitor triage");
  final Gate<VoiceLines> lines = new Gate<>("the line for sound");
  final Gate<SpeechPrompts> prompts = new Gate<>("prompts");
  final Gate<DoorController> doors = new Gate<>("door control");
  final Gate<AccessRights> rights = new Gate<>("the rights of this house");
  final Gate<PassScanner> scanner = new Gate<>("reading passes");
  final Gate<VisitJournal> journal = new Gate<>("the journal of visits");
  final List<Notifier> notifiers = new CopyOnWriteArrayList<>();
  private final Map<Long, DoorStation> stations = new ConcurrentHashMap<>();

  /** Here while the gateway is about to restart on purpose. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RestartPlan restart;

  /** Returns the station of this name, if it is here. */
  Optional<DoorStation> station(StationId id) {
    return stations.values().stream().filter(s -> s.info().id().equals(id)).findFirst();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindStation(DoorStation station, Map<String, Object> properties) {
    stations.put((Long) properties.get("service.id"), station);
  }

  void unbindStation(DoorStation station, Map<String, Object> properties) {
    stations.remove((Long) properties.get("service.id"));
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindNotifier(Notifier notifier) {
    notifiers.add(notifier);
  }

  void unbindNotifier(Notifier notifier) {
    notifiers.remove(notifier);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  void bindEvents(EventPublisher service) {
    events.enter(service);
  }

  void unbindEvents(EventPublisher service) {
    events.leave(service);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  void bindAudit(AuditTrail service) {
    audit.enter(service);
  }

  void unbindAudit(AuditTrail service) {
    audit.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindPeople(PeopleDirectory service) {
    people.enter(service);
  }

  void unbindPeople(PeopleDirectory service) {
    people.leave(service);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  void bindPolicy(DoorPolicy service) {
    policy.enter(service);
  }

  void unbindPolicy(DoorPolicy service) {
    policy.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindFaces(FaceVerifier service) {
    faces.enter(service);
  }

  void unbindFaces(FaceVerifier service) {
    faces.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindIdentifier(FaceIdentifier service) {
    identifier.enter(service);
  }

  void unbindIdentifier(FaceIdentifier service) {
    identifier.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSpeech(SpeechRecognizer service) {
    speech.enter(service);
  }

  void unbindSpeech(SpeechRecognizer service) {
    speech.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindTriage(VisitorTriage service) {
    triage.enter(service);
  }

  void unbindTriage(VisitorTriage service) {
    triage.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDoors(DoorController service) {
    doors.enter(service);
  }

  void unbindDoors(DoorController service) {
    doors.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindLines(VoiceLines service) {
    lines.enter(service);
  }

  void unbindLines(VoiceLines service) {
    lines.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindPrompts(SpeechPrompts service) {
    prompts.enter(service);
  }

  void unbindPrompts(SpeechPrompts service) {
    prompts.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindRights(AccessRights service) {
    rights.enter(service);
  }

  void unbindRights(AccessRights service) {
    rights.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindScanner(PassScanner service) {
    scanner.enter(service);
  }

  void unbindScanner(PassScanner service) {
    scanner.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindJournal(VisitJournal service) {
    journal.enter(service);
  }

  void unbindJournal(VisitJournal service) {
    journal.leave(service);
  }
}
