// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.event.EventPublisher;

/** The services that a command passes through, as they come and go. Thread-safe. */
@Component(service = DeskNeighbours.class)
public class DeskNeighbours {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile DoorController doors;

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

  /** Outside of a container: these, for good. */
  public static DeskNeighbours of(DoorController doors, AuditTrail audit, EventPublisher events) {
    DeskNeighbours neighbours = new DeskNeighbours();
    neighbours.doors = doors;
    neighbours.audit = audit;
    neighbours.events = events;
    return neighbours;
  }
}
