// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** Who lives here, without faces. */
final class FakePeople implements PeopleDirectory {
  private final Map<PersonId, Person> people = new ConcurrentHashMap<>();

  void lives(String person, String unit) {
    PersonId id = new PersonId(person);
    people.put(id, new Person(id, person, unit, Set.of()));
  }

  @Override
  public Optional<Person> person(PersonId id) {
    return Optional.ofNullable(people.get(id));
  }

  @Override
  public List<Person> people() {
    return List.copyOf(people.values());
  }

  @Override
  public Person enrol(Enrolment enrolment, List<FaceTemplate> templates) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Person> find(Claim claim) {
    return Optional.empty();
  }

  @Override
  public List<FaceTemplate> templates(PersonId id) {
    return List.of();
  }

  @Override
  public boolean renew(PersonId id, FaceTemplate template) {
    return false;
  }

  @Override
  public List<FaceTemplate> negatives(PersonId id) {
    return List.of();
  }

  @Override
  public boolean reject(PersonId id, FaceTemplate face, String by) {
    return false;
  }

  @Override
  public Map<String, Integer> spaces() {
    return Map.of();
  }

  @Override
  public int enrolled() {
    return 0;
  }

  @Override
  public boolean forget(PersonId id) {
    return people.remove(id) != null;
  }
}
