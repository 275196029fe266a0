// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** The faces of a cohort as enrolled people. */
public final class ListedPeople implements PeopleDirectory {
  private final Cohort cohort;

  public ListedPeople(Cohort cohort) {
    this.cohort = cohort;
  }

  @Override
  public List<Person> people() {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < cohort.people().size(); i++) {
      people.add(new Person(new PersonId("p" + i), "P", "", Set.of()));
    }
    return people;
  }

  @Override
  public List<FaceTemplate> templates(PersonId id) {
    return cohort.people().get(Integer.parseInt(id.value().substring(1)));
  }

  @Override
  public Map<String, Integer> spaces() {
    return Map.of(cohort.space(), cohort.people().size());
  }

  @Override
  public int enrolled() {
    return cohort.people().size();
  }

  @Override
  public Person enrol(Enrolment enrolment, List<FaceTemplate> templates) {
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
  public boolean forget(PersonId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Person> person(PersonId id) {
    return people().stream().filter(person -> person.id().equals(id)).findFirst();
  }

  @Override
  public List<FaceTemplate> negatives(PersonId id) {
    return List.of();
  }

  @Override
  public boolean reject(PersonId id, FaceTemplate face, String by) {
    throw new UnsupportedOperationException();
  }
}
