// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import java.security.MessageDigest;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/**
 * The people in memory, for visits and enrolments without a store. Thread-safe; whoever listens is
 * told without a lock.
 */
public final class MemoryPeople implements PeopleDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryPeople.class);

  private final AuditTrail audit;
  private final PeopleListener listeners;
  private final CodeHash codes = new CodeHash();
  private volatile Map<PersonId, Resident> residents = Map.of();

  /**
   * @param listeners told of each change
   */
  public MemoryPeople(AuditTrail audit, PeopleListener listeners) {
    this.audit = audit;
    this.listeners = listeners;
  }

  @Override
  public Person enrol(Enrolment enrolment, List<FaceTemplate> templates) throws VestibuleException {
    EnrolmentCheck.complete(enrolment, templates);
    byte[] code = codes.of(enrolment.code());
    EnrolmentCheck.codeFree(enrolment, code, residents.values());
    audit.record("operator", "person-enrolled", EnrolmentCheck.facts(enrolment, templates));
    Person person =
        new Person(enrolment.id(), enrolment.name(), enrolment.unit(), enrolment.doors());
    synchronized (this) {
      // Again, because no lock was held while the audit was written.
      EnrolmentCheck.codeFree(enrolment, code, residents.values());
      // Who was taken for them before is not them now either.
      put(new Resident(person, code, templates, negatives(person.id())));
    }
    listeners.changed(person.id());
    return person;
  }

  @Override
  public Optional<Person> find(Claim claim) {
    byte[] code = codes.of(claim);
    Person found = null;
    // No early exit: how long it takes does not tell whose code it was.
    for (Resident resident : residents.values()) {
      if (MessageDigest.isEqual(resident.code(), code)) {
        found = resident.person();
      }
    }
    return Optional.ofNullable(found);
  }

  @Override
  public Optional<Person> person(PersonId id) {
    return Optional.ofNullable(residents.get(id)).map(Resident::person);
  }

  @Override
  public List<FaceTemplate> templates(PersonId id) {
    Resident resident = residents.get(id);
    return resident == null ? List.of() : resident.templates();
  }

  @Override
  public List<FaceTemplate> negatives(PersonId id) {
    Resident resident = residents.get(id);
    return resident == null ? List.of() : resident.negatives();
  }

  @Override
  public boolean renew(PersonId id, FaceTemplate template) {
    synchronized (this) {
      Resident held = residents.get(id);
      if (held == null || held.in(template.space())) {
        return false;
      }
      put(held.renewed(template));
    }
    try {
      audit.record("gateway", "template-renewed", named(id, template));
    } catch (VestibuleException e) {
      LOG.warn("The template of {} is not renewed: {}", id, e.getMessage());
      takeBack(id, template);
      return false;
    }
    listeners.changed(id);
    return true;
  }

  @Override
  public boolean reject(PersonId id, FaceTemplate face, String by) throws VestibuleException {
    Resident held = residents.get(id);
    if (held == null || held.rejects(face)) {
      return held != null;
    }
    // First, so that what cannot be audited is not noted.
    audit.record(by, "face-corrected", named(id, face));
    synchronized (this) {
      Resident now = residents.get(id);
      if (now == null) {
        return false;
      }
      if (!now.rejects(face)) {
        put(now.corrected(face));
      }
    }
    listeners.changed(id);
    return true;
  }

  private static Map<String, String> named(PersonId id, FaceTemplate template) {
    return new TreeMap<>(Map.of("person", id.value(), "space", template.space()));
  }

  /** Whoever was forgotten, corrected or enrolled anew meanwhile stays so. */
  private synchronized void takeBack(PersonId id, FaceTemplate added) {
    Resident held = residents.get(id);
    if (held != null) {
      put(held.without(added));
    }
  }

  private synchronized void put(Resident resident) {
    Map<PersonId, Resident> changed = new HashMap<>(residents);
    changed.put(resident.person().id(), resident);
    residents = Map.copyOf(changed);
  }

  @Override
  public Map<String, Integer> spaces() {
    Map<String, Integer> people = new TreeMap<>();
    residents.values().stream()
        .flatMap(Resident::spaces)
        .forEach(space -> people.merge(space, 1, Integer::sum));
    return Collections.unmodifiableMap(people);
  }

  @Override
  public int enrolled() {
    // Nobody is enrolled without a template.
    return residents.size();
  }

  @Override
  public boolean forget(PersonId id) {
    synchronized (this) {
      Map<PersonId, Resident> changed = new HashMap<>(residents);
      if (changed.remove(id) == null) {
        return false;
      }
      residents = Map.copyOf(changed);
    }
    try {
      audit.record("operator", "person-forgotten", Map.of("person", id.value()));
    } catch (VestibuleException e) {
      // Forgetting is a right: it does not wait for a disk.
      LOG.error("{} is forgotten, but the audit does not say so: {}", id, e.getMessage());
    }
    listeners.changed(id);
    return true;
  }

  @Override
  public List<Person> people() {
    return residents.values().stream()
        .map(Resident::person)
        .sorted(Comparator.comparing(Person::name).thenComparing(person -> person.id().value()))
        .toList();
  }
}
