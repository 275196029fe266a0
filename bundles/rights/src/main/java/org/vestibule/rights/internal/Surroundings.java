// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.api.store.Vault;

/** The services that rights rest on, as they come and go. None is mandatory. Thread-safe. */
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
  volatile Vault vault;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PeopleDirectory people;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Tenancies tenancies;

  /**
   * Returns where rights are kept.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  SealedShelves shelves() throws VestibuleException {
    SealedShelves now = shelves;
    if (now == null) {
      throw new VestibuleException(
          "storage-failed",
          "store",
          "it is not there, or is being replaced",
          "a store that can be asked",
          "Try again in a few seconds.");
    }
    return now;
  }

  /**
   * Returns the audit.
   *
   * @throws VestibuleException {@code audit-unwritable}: what it was to tell of must not be done
   */
  AuditTrail audit() throws VestibuleException {
    AuditTrail now = audit;
    if (now == null) {
      throw new VestibuleException(
          "audit-unwritable",
          "audit",
          "it is not there, or is being replaced",
          "changes that are recorded",
          "Try again in a few seconds.");
    }
    return now;
  }

  Optional<PeopleDirectory> people() {
    return Optional.ofNullable(people);
  }

  /** Returns everyone of this house, if that can be told; waits for a disk. */
  Optional<Set<PersonId>> everyone() {
    return people().flatMap(PeopleDirectory::everyone);
  }

  /** Returns whether anything that is sealed can be read. */
  boolean open() {
    Vault now = vault;
    return now != null && now.state().open();
  }
}
