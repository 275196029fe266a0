// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.ReaderFront;
import org.vestibule.api.visit.Visits;

/** The services of the house that a station's events go to, as they come and go. Thread-safe. */
@Component(service = StationHouse.class)
public final class StationHouse {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Visits visits;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile DoorSignals signals;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ReaderFront front;

  Optional<Visits> visits() {
    return Optional.ofNullable(visits);
  }

  Optional<DoorSignals> signals() {
    return Optional.ofNullable(signals);
  }

  Optional<ReaderFront> front() {
    return Optional.ofNullable(front);
  }
}
