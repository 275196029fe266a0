// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** Knows how many people have templates in which space, and nothing else. */
final class FakePeople implements PeopleDirectory {
  final Map<String, Integer> spaces = new ConcurrentHashMap<>();
  volatile int enrolled;

  @Override
  public Map<String, Integer> spaces() {
    return spaces;
  }

  @Override
  public int enrolled() {
    return enrolled;
  }

  @Override
  public Optional<Person> person(PersonId id) {
    return Optional.empty();
  }

  @Override
  public List<FaceTemplate> negatives(PersonId id) {
    return List.of();
  }

  @Override
  public boolean reject(PersonId id, FaceTemplate face, String by) {
    throw new UnsupportedOperationException("nobody is corrected here");
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
  public boolean forget(PersonId id) {
    return false;
  }

  @Override
  public List<Person> people() {
    return List.of();
  }
}
