// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.time.Duration;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.ConsentGate;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.people.PeopleDirectory;

/** The services that an enrolment passes through, as they come and go. Thread-safe. */
@Component(service = EnrolmentRooms.class)
public final class EnrolmentRooms {
  /** A person waits before the camera: so long a replacement may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final Gate<FaceVerifier> faces = new Gate<>("face verification");
  final Gate<FaceThresholds> thresholds = new Gate<>("the operating point of faces");
  final Gate<PeopleDirectory> people = new Gate<>("the people directory");
  final Gate<ConsentGate> consents = new Gate<>("the consent ledger");
  final Gate<SiteLaw> law = new Gate<>("the site's profile");
  final Gate<AuditTrail> audit = new Gate<>("the audit");

  /**
   * Calls a service that may be in the middle of being replaced; only what may be done twice.
   *
   * @throws VestibuleException what the service says, {@code room-empty} or {@code
   *     gateway-stopping}
   */
  static <S, R> R through(Gate<S> gate, Gate.Call<S, R> call) throws VestibuleException {
    try {
      return gate.call(PATIENCE, call);
    } catch (VestibuleException | RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestibuleException(
          "gateway-stopping", "gateway", "stopping", "a running gateway", "Try again later", e);
    } catch (Exception e) {
      throw new IllegalStateException("a service of the contract threw what it does not name", e);
    }
  }

  /** Returns a service for what is done once. */
  static <S> S now(Gate<S> gate) throws VestibuleException {
    return gate.now().orElseThrow(gate::empty);
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
  void bindThresholds(FaceThresholds service) {
    thresholds.enter(service);
  }

  void unbindThresholds(FaceThresholds service) {
    thresholds.leave(service);
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

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindConsents(ConsentGate service) {
    consents.enter(service);
  }

  void unbindConsents(ConsentGate service) {
    consents.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindLaw(SiteLaw service) {
    law.enter(service);
  }

  void unbindLaw(SiteLaw service) {
    law.leave(service);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  void bindAudit(AuditTrail service) {
    audit.enter(service);
  }

  void unbindAudit(AuditTrail service) {
    audit.leave(service);
  }
}
