// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/**
 * The people in memory, and only there: nothing of them is written to a disk until a vault exists.
 * Codes are kept as salted hashes and compared in constant time. Thread-safe; look-ups read an
 * immutable map and never block.
 */
@Component(service = PeopleDirectory.class)
public final class MemoryPeople implements PeopleDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryPeople.class);
  private static final int MAX_NAME = 80;

  private record Entry(Person person, byte[] code, List<FaceTemplate> templates) {
    boolean in(String space) {
      return templates.stream().anyMatch(template -> template.space().equals(space));
    }

    Entry with(FaceTemplate added) {
      List<FaceTemplate> more = new ArrayList<>(templates);
      more.add(added);
      return new Entry(person, code, List.copyOf(more));
    }
  }

  private final AuditTrail audit;
  private final CodeHash codes = new CodeHash();
  private volatile Map<PersonId, Entry> entries = Map.of();

  /** Starts empty, with a fresh salt. */
  @Activate
  public MemoryPeople(@Reference AuditTrail audit) {
    this.audit = audit;
  }

  @Override
  public Person enrol(Enrolment enrolment, List<FaceTemplate> templates) throws VestibuleException {
    check(enrolment, templates);
    byte[] code = codes.of(enrolment.code());
    refuseTaken(enrolment, code);
    audit.record(
        "operator",
        "person-enrolled",
        new TreeMap<>(
            Map.of(
                "person", enrolment.id().value(),
                "consent", enrolment.consent(),
                "doors",
                    String.join(
                        " ", enrolment.doors().stream().map(d -> d.value()).sorted().toList()),
                "templates", Integer.toString(templates.size()))));
    Person person =
        new Person(enrolment.id(), enrolment.name(), enrolment.unit(), enrolment.doors());
    synchronized (this) {
      // Again, because no lock was held while the audit was written.
      refuseTaken(enrolment, code);
      put(new Entry(person, code, List.copyOf(templates)));
    }
    return person;
  }

  private void refuseTaken(Enrolment enrolment, byte[] code) throws VestibuleException {
    for (Entry other : entries.values()) {
      if (MessageDigest.isEqual(other.code(), code)
          && !other.person().id().equals(enrolment.id())) {
        throw refused(
            "code-taken",
            enrolment,
            "the code belongs to another person",
            "one person for each code",
            "Choose another code");
      }
    }
  }

  @Override
  public Optional<Person> find(Claim claim) {
    byte[] code = codes.of(claim);
    Person found = null;
    // No early exit: how long it takes does not tell whose code it was.
    for (Entry entry : entries.values()) {
      if (MessageDigest.isEqual(entry.code(), code)) {
        found = entry.person();
      }
    }
    return Optional.ofNullable(found);
  }

  @Override
  public List<FaceTemplate> templates(PersonId id) {
    Entry entry = entries.get(id);
    return entry == null ? List.of() : entry.templates();
  }

  @Override
  public boolean renew(PersonId id, FaceTemplate template) {
    Entry before;
    Entry after;
    synchronized (this) {
      before = entries.get(id);
      if (before == null || before.in(template.space())) {
        return false;
      }
      after = before.with(template);
      put(after);
    }
    try {
      audit.record(
          "gateway",
          "template-renewed",
          new TreeMap<>(Map.of("person", id.value(), "space", template.space())));
      return true;
    } catch (VestibuleException e) {
      LOG.warn("The template of {} is not renewed: {}", id, e.getMessage());
      takeBack(after, before);
      return false;
    }
  }

  /** Whoever was forgotten or enrolled anew meanwhile stays so. */
  private synchronized void takeBack(Entry added, Entry before) {
    if (entries.get(added.person().id()) == added) {
      put(before);
    }
  }

  private synchronized void put(Entry entry) {
    Map<PersonId, Entry> changed = new HashMap<>(entries);
    changed.put(entry.person().id(), entry);
    entries = Map.copyOf(changed);
  }

  @Override
  public Map<String, Integer> spaces() {
    Map<String, Integer> people = new TreeMap<>();
    for (Entry entry : entries.values()) {
      entry.templates().stream()
          .map(FaceTemplate::space)
          .distinct()
          .forEach(space -> people.merge(space, 1, Integer::sum));
    }
    return Collections.unmodifiableMap(people);
  }

  @Override
  public int enrolled() {
    // Nobody is enrolled without a template.
    return entries.size();
  }

  @Override
  public boolean forget(PersonId id) {
    synchronized (this) {
      Map<PersonId, Entry> changed = new HashMap<>(entries);
      if (changed.remove(id) == null) {
        return false;
      }
      entries = Map.copyOf(changed);
    }
    try {
      audit.record("operator", "person-forgotten", Map.of("person", id.value()));
    } catch (VestibuleException e) {
      // Forgetting is a right: it does not wait for a disk.
      LOG.error("{} is forgotten, but the audit does not say so: {}", id, e.getMessage());
    }
    return true;
  }

  @Override
  public List<Person> people() {
    return entries.values().stream()
        .map(Entry::person)
        .sorted(Comparator.comparing(Person::name).thenComparing(person -> person.id().value()))
        .toList();
  }

  private static void check(Enrolment enrolment, List<FaceTemplate> templates)
      throws VestibuleException {
    if (enrolment.consent() == null || enrolment.consent().isBlank()) {
      throw refused("consent-missing", enrolment, "no consent", "a note how it was given", "Ask");
    }
    String name = enrolment.name();
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      int length = name == null ? 0 : name.length();
      throw refused(
          "name-invalid", enrolment, length + " characters", "1 to 80", "Give another name");
    }
    if (templates.isEmpty()) {
      throw refused(
          "no-template", enrolment, "no picture", "one or more", "Take a picture of the face");
    }
  }

  private static VestibuleException refused(
      String code, Enrolment enrolment, String found, String allowed, String remedy) {
    return new VestibuleException(code, "person " + enrolment.id(), found, allowed, remedy);
  }
}
