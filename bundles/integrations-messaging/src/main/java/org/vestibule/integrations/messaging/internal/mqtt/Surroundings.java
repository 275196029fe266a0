// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.store.Secrets;
import org.vestibule.api.store.SecretsListener;

/**
 * What is there of the house now, for every broker; each may be missing, and come and go. What is
 * asked for is null while it is missing. Thread-safe.
 */
@Component(service = {Surroundings.class, SecretsListener.class})
public final class Surroundings implements SecretsListener {
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final List<DoorStation> stations = new CopyOnWriteArrayList<>();
  private volatile DoorController doors;
  private volatile StatusBoard board;
  private volatile EgressBroker egress;
  private volatile Outbox outbox;
  private volatile Secrets secrets;
  private volatile Authentication authentication;
  private volatile CommandDesk desk;
  private volatile AuditTrail audit;

  /** A house that has no more than this: for whoever runs MQTT without a container. */
  public static Surroundings of(EgressBroker egress, Outbox outbox) {
    Surroundings house = new Surroundings();
    house.setEgress(egress);
    house.setOutbox(outbox);
    return house;
  }

  /** Whoever follows what changes. Called on a thread that others wait for. */
  interface Change {
    /** There is another way out, or another outbox. */
    void moved();

    /** A secret is another one; an empty name: all of them. */
    void secret(String name);
  }

  void follow(Change change) {
    changes.add(change);
  }

  void leave(Change change) {
    changes.remove(change);
  }

  @Override
  public void secretChanged(String name) {
    changes.forEach(change -> change.secret(name));
  }

  DoorController doors() {
    return doors;
  }

  StatusBoard board() {
    return board;
  }

  EgressBroker egress() {
    return egress;
  }

  Outbox outbox() {
    return outbox;
  }

  Secrets secrets() {
    return secrets;
  }

  Authentication authentication() {
    return authentication;
  }

  CommandDesk desk() {
    return desk;
  }

  AuditTrail audit() {
    return audit;
  }

  List<StationInfo> stations() {
    return stations.stream().map(DoorStation::info).toList();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setDoors(DoorController service) {
    doors = service;
  }

  void unsetDoors(DoorController service) {
    if (doors == service) {
      doors = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setBoard(StatusBoard service) {
    board = service;
  }

  void unsetBoard(StatusBoard service) {
    if (board == service) {
      board = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setEgress(EgressBroker service) {
    egress = service;
    changes.forEach(Change::moved);
  }

  void unsetEgress(EgressBroker service) {
    if (egress == service) {
      egress = null;
      changes.forEach(Change::moved);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setOutbox(Outbox service) {
    outbox = service;
    changes.forEach(Change::moved);
  }

  void unsetOutbox(Outbox service) {
    if (outbox == service) {
      outbox = null;
      changes.forEach(Change::moved);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setSecrets(Secrets service) {
    secrets = service;
    secretChanged("");
  }

  void unsetSecrets(Secrets service) {
    if (secrets == service) {
      secrets = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setAuthentication(Authentication service) {
    authentication = service;
  }

  void unsetAuthentication(Authentication service) {
    if (authentication == service) {
      authentication = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setDesk(CommandDesk service) {
    desk = service;
  }

  void unsetDesk(CommandDesk service) {
    if (desk == service) {
      desk = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setAudit(AuditTrail service) {
    audit = service;
  }

  void unsetAudit(AuditTrail service) {
    if (audit == service) {
      audit = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addStation(DoorStation service) {
    stations.add(service);
  }

  void removeStation(DoorStation service) {
    stations.remove(service);
  }
}
