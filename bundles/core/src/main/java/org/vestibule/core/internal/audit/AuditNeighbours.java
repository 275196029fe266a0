// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.people.Pseudonyms;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.SealedShelves;

/**
 * What the audit asks, when it is there: whose pseudonym, who signs, where the newest seal is kept.
 * The audit needs none of them to write. Thread-safe.
 */
@Component(service = AuditNeighbours.class)
public class AuditNeighbours {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Pseudonyms pseudonyms;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile HouseSeal house;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SealedShelves shelves;

  protected Optional<Pseudonyms> pseudonyms() {
    return Optional.ofNullable(pseudonyms);
  }

  protected Optional<HouseSeal> house() {
    return Optional.ofNullable(house);
  }

  protected Optional<SealedShelves> shelves() {
    return Optional.ofNullable(shelves);
  }
}
