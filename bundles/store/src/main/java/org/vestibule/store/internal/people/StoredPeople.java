// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentListener;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Pseudonyms;
import org.vestibule.store.internal.consent.ConsentEntry;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * The people as the house asks for them. Look-ups read memory, take no lock and open the seal of
 * the faces of one person only; changes are on the disk before they count. Thread-safe; whoever
 * listens is told without a lock.
 */
public final class StoredPeople implements PeopleDirectory, Pseudonyms, ConsentListener {
  private static final String PSEUDONYM = "subject-";

  private final SubjectVault vault;
  private final Roster roster;
  private final Registry registry;
  private final Faces faces;
  private final Predicate<PersonId> forgetting;

  /**
   * @param roster who is here
   * @param forgetting ends every use of somebody and erases them; says whether there was one
   */
  public StoredPeople(
      Database database,
      SubjectVault vault,
      Subjects subjects,
      Roster roster,
      Journal journal,
      Neighbour<ConsentEntry> consents,
      Predicate<PersonId> forgetting,
      Clock clock) {
    PersonWrites writes = new PersonWrites(vault, clock);
    this.vault = vault;
    this.roster = roster;
    this.registry = new Registry(database, vault, subjects, roster, writes, journal, consents);
    this.faces = new Faces(database, roster, writes, journal);
    this.forgetting = forgetting;
  }

  @Override
  public Person enrol(Enrolment enrolment, List<FaceTemplate> templates) throws VestibuleException {
    return registry.enrol(enrolment, templates);
  }

  @Override
  public Person enter(Person person) throws VestibuleException {
    return registry.enter(person);
  }

  @Override
  public Person change(Person before, Person next) throws VestibuleException {
    return registry.change(before, next);
  }

  @Override
  public Optional<Person> find(Claim claim) {
    try {
      return active(roster.of(CodeKey.of(vault, claim))).map(Resident::person);
    } catch (VestibuleException e) {
      return Optional.empty(); // Locked: nobody is found.
    }
  }

  @Override
  public Optional<Person> person(PersonId id) {
    return roster.of(id).map(Resident::person);
  }

  @Override
  public Optional<Person> active(PersonId id) {
    return active(roster.of(id)).map(Resident::person);
  }

  @Override
  public List<FaceTemplate> templates(PersonId id) {
    return opened(id, Resident::templates);
  }

  @Override
  public List<FaceTemplate> negatives(PersonId id) {
    return opened(id, Resident::negatives);
  }

  private List<FaceTemplate> opened(PersonId id, Function<Resident, List<SealedFace>> which) {
    return active(roster.of(id)).map(which).map(roster::open).orElse(List.of());
  }

  @Override
  public boolean renew(PersonId id, FaceTemplate template) {
    return faces.renew(id, template);
  }

  @Override
  public boolean reject(PersonId id, FaceTemplate face, String by) throws VestibuleException {
    return faces.reject(id, face, by);
  }

  @Override
  public Map<String, Integer> spaces() {
    Map<String, Integer> people = new TreeMap<>();
    roster.all().stream()
        .filter(one -> !one.suspended())
        .flatMap(Resident::spaces)
        .forEach(space -> people.merge(space, 1, Integer::sum));
    return Collections.unmodifiableMap(people);
  }

  @Override
  public int enrolled() {
    return (int)
        roster.all().stream().filter(one -> !one.suspended() && !one.templates().isEmpty()).count();
  }

  @Override
  public boolean forget(PersonId id) {
    return forgetting.test(id);
  }

  @Override
  public List<Person> people() {
    return roster.all().stream()
        .map(Resident::person)
        .sorted(Comparator.comparing(Person::name).thenComparing(person -> person.id().value()))
        .toList();
  }

  @Override
  public Optional<Set<PersonId>> everyone() {
    try {
      return roster.onDisk();
    } catch (VestibuleException e) {
      return Optional.empty(); // Whom a disk that does not answer holds cannot be told.
    }
  }

  @Override
  public Optional<String> of(PersonId person) {
    return roster.of(person).map(Resident::pseudonym);
  }

  @Override
  public Optional<PersonId> whose(String pseudonym) {
    if (!pseudonym.startsWith(PSEUDONYM)) {
      return Optional.empty();
    }
    try {
      UUID subject = UUID.fromString(pseudonym.substring(PSEUDONYM.length()));
      return roster.of(subject).map(one -> one.person().id());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Consent to the door was given or taken back: what is held by it has changed on the disk. */
  @Override
  public void changed(PersonId person, Purpose purpose) {
    Optional<Resident> held = roster.of(person);
    if (purpose != Purpose.UNLOCK || held.isEmpty()) {
      return;
    }
    boolean same = false;
    try {
      roster.refresh(held.get().subject());
      same = roster.of(person).filter(held.get()::sameFaces).isPresent();
    } catch (VestibuleException e) {
      // Whoever cannot be read anew must not be compared with what was held before.
      roster.hide(held.get());
    }
    if (!same) {
      roster.tell(person);
    }
  }

  private static Optional<Resident> active(Optional<Resident> resident) {
    return resident.filter(one -> !one.suspended());
  }
}
