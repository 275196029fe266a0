// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.api.store.Vault;

/** The services that cards rest on, each while it is there. Thread-safe. */
@Component(service = CardSurroundings.class)
public final class CardSurroundings {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SealedShelves shelves;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile HouseSeal seal;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Vault vault;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PeopleDirectory people;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Tenancies tenancies;

  /** Who had moved out when it was looked at last; the directory still knows them. */
  private volatile Set<PersonId> suspended = Set.of();

  private volatile Tenancies looked;

  /** Whom the shelf knows, and the directory does not. */
  final Strangers strangers = new Strangers();

  /** Finds nothing until it is bound. */
  public CardSurroundings() {}

  /** Uses exactly these, where there is no container. */
  public CardSurroundings(
      SealedShelves shelves,
      HouseSeal seal,
      Vault vault,
      PeopleDirectory people,
      AuditTrail audit) {
    this.shelves = shelves;
    this.seal = seal;
    this.vault = vault;
    this.people = people;
    this.audit = audit;
  }

  /** Returns whether anything that is kept can be read. */
  boolean open() {
    Vault now = vault;
    return now != null && shelves != null && seal != null && now.state().open();
  }

  /** Returns whether somebody lives here and is not suspended; never waits for a disk. */
  boolean knows(PersonId person) {
    PeopleDirectory now = people;
    return now != null
        && !suspended.contains(person)
        && !strangers.contains(person)
        && now.person(person).isPresent();
  }

  /** Returns everyone of this house, if that can be told; waits for a disk. */
  Optional<Set<PersonId>> everyone() {
    PeopleDirectory now = people;
    return now == null ? Optional.empty() : now.everyone();
  }

  /**
   * Looks who is suspended.
   *
   * @param changed whether somebody may have been since the last look
   * @throws VestibuleException {@code vault-locked}
   */
  void look(boolean changed) throws VestibuleException {
    Tenancies now = tenancies;
    if (now != null && (changed || now != looked)) {
      suspended =
          now.tenancies().stream()
              .filter(each -> each.suspended().isPresent())
              .map(Tenancies.Tenancy::person)
              .collect(Collectors.toUnmodifiableSet());
      looked = now;
    }
  }

  CardShelf shelf() throws VestibuleException {
    return new CardShelf(require(shelves, "the sealed shelves"));
  }

  HouseSeal seal() throws VestibuleException {
    return require(seal, "the house's seal");
  }

  PeopleDirectory people() throws VestibuleException {
    return require(people, "the directory of people");
  }

  AuditTrail audit() throws VestibuleException {
    return require(audit, "the audit");
  }

  private static <T> T require(T service, String what) throws VestibuleException {
    if (service == null) {
      throw new VestibuleException(
          "service-missing",
          "cards",
          what + " is not there",
          "the features core and store",
          "Start them and try again.");
    }
    return service;
  }
}
