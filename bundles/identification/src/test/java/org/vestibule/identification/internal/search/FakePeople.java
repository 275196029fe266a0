// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

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

/** A directory that a test sets as it likes; nobody is told of a change. */
public final class FakePeople implements PeopleDirectory {
  private final Map<PersonId, List<FaceTemplate>> templates = new ConcurrentHashMap<>();
  private final Map<PersonId, List<FaceTemplate>> negatives = new ConcurrentHashMap<>();

  public FakePeople with(PersonId person, FaceTemplate... faces) {
    templates.put(person, List.of(faces));
    return this;
  }

  public FakePeople not(PersonId person, FaceTemplate... faces) {
    negatives.put(person, List.of(faces));
    return this;
  }

  @Override
  public List<FaceTemplate> templates(PersonId id) {
    return templates.getOrDefault(id, List.of());
  }

  @Override
  public List<FaceTemplate> negatives(PersonId id) {
    return negatives.getOrDefault(id, List.of());
  }

  @Override
  public List<Person> people() {
    return templates.keySet().stream().map(id -> new Person(id, "", "", Set.of())).toList();
  }

  @Override
  public int enrolled() {
    return templates.size();
  }

  @Override
  public boolean forget(PersonId id) {
    negatives.remove(id);
    return templates.remove(id) != null;
  }

  @Override
  public Person enrol(Enrolment enrolment, List<FaceTemplate> faces) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Person> find(Claim claim) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean renew(PersonId id, FaceTemplate template) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Integer> spaces() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Person> person(PersonId id) {
    return people().stream().filter(person -> person.id().equals(id)).findFirst();
  }

  @Override
  public boolean reject(PersonId id, FaceTemplate face, String by) {
    throw new UnsupportedOperationException();
  }
}
