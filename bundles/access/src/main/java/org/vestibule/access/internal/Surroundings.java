// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.store.SealedShelves;

/**
 * The services that access rests on, as they come and go. None is mandatory: whoever works on the
 * box gets in while any of them is away. Thread-safe.
 */
@Component(service = Surroundings.class)
public final class Surroundings {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SealedShelves shelves;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EgressBroker broker;

  /**
   * Returns where accounts lie.
   *
   * @throws VestibuleException {@code store-unavailable}
   */
  SealedShelves shelves() throws VestibuleException {
    SealedShelves now = shelves;
    if (now == null) {
      throw Refusals.storeUnavailable();
    }
    return now;
  }

  Optional<AuditTrail> audit() {
    return Optional.ofNullable(audit);
  }

  Optional<EgressBroker> broker() {
    return Optional.ofNullable(broker);
  }
}
