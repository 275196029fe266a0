// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.store.Secrets;
import org.vestibule.api.visit.Visits;

/**
 * The services that are shown by CoAP, each replaceable at any moment and each allowed to be
 * missing. Thread-safe.
 */
@Component(service = CoapHouse.class)
public class CoapHouse {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile DoorController doors;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<DoorStation> stations = List.of();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Visits visits;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile StatusBoard board;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ModelLibrary models;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile CommandDesk desk;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EgressBroker broker;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Secrets secrets;

  /** Finds nothing until it is bound. */
  public CoapHouse() {}

  /** Uses exactly these, where there is no container. */
  public CoapHouse(
      DoorController doors,
      CommandDesk desk,
      EgressBroker broker,
      AuditTrail audit,
      Secrets secrets) {
    this.doors = doors;
    this.desk = desk;
    this.broker = broker;
    this.audit = audit;
    this.secrets = secrets;
  }
}
