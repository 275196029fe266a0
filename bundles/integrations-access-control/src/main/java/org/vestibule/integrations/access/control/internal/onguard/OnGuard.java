// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import java.time.Duration;
import java.util.Dictionary;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.access.control.internal.headend.HeadEnds;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/** Doors behind LenelS2 OnGuard, and the badges that it knows. Thread-safe. */
@Component(
    service = {DoorActuator.class, ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + OnGuardConfig.PID)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + OnGuard.SINK,
      "classes:List<String>='event,credential'",
      "purpose='" + OnGuard.PURPOSE + "'"
    })
public final class OnGuard implements DoorActuator, ManagedServiceFactory, StatusSource {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "onguard";

  static final String PURPOSE = "OnGuard of LenelS2 opens its doors and tells whose card is which";

  private final HeadEnds headEnds = new HeadEnds("OnGuard", OnGuardConfig.PID, OnGuardSettings::of);

  @Deactivate
  void stop() throws InterruptedException {
    headEnds.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setBroker(EgressBroker service) {
    headEnds.house().use(service);
  }

  void unsetBroker(EgressBroker service) {
    headEnds.house().forget(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setCredentials(Credentials service) {
    headEnds.house().use(service);
  }

  void unsetCredentials(Credentials service) {
    headEnds.house().forget(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setPeople(PeopleDirectory service) {
    headEnds.house().use(service);
  }

  void unsetPeople(PeopleDirectory service) {
    headEnds.house().forget(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setFormats(CardFormats service) {
    headEnds.house().use(service);
  }

  void unsetFormats(CardFormats service) {
    headEnds.house().forget(service);
  }

  @Override
  public String kind() {
    return "onguard";
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    headEnds.open(door);
  }

  @Override
  public DoorState state(DoorId door) {
    return headEnds.state(door);
  }

  @Override
  public String getName() {
    return "Vestibule OnGuard";
  }

  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    headEnds.updated(pid, properties);
  }

  @Override
  public void deleted(String pid) {
    headEnds.deleted(pid);
  }

  @Override
  public String name() {
    return "onguard";
  }

  @Override
  public Status status() {
    return headEnds.status();
  }
}
