// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/**
 * People with one direction at random each, made when asked for, so that they need no memory. Each
 * tenth looks like the one before, as relatives may.
 */
record MadeUpPeople(int size, int length) implements PeopleDirectory {
  private static final double ALIKE = 0.04;

  @Override
  public List<Person> people() {
    return IntStream.range(0, size)
        .mapToObj(i -> new Person(new PersonId("p-" + i), "", "", Set.of()))
        .toList();
  }

  @Override
  public List<FaceTemplate> templates(PersonId id) {
    return List.of(face(Integer.parseInt(id.value().substring(2))));
  }

  FaceTemplate face(int number) {
    return number % 10 == 9 ? seen(number - 1, number) : noise(new Random(number));
  }

  /** Returns a person's face as a camera might see it another time. */
  FaceTemplate seen(int number, long time) {
    float[] face = new float[length];
    face(number).copyTo(face, 0);
    Random random = new Random(time);
    for (int i = 0; i < length; i++) {
      face[i] += (float) (ALIKE * random.nextGaussian());
    }
    return FaceTemplate.of("made-up", face);
  }

  private FaceTemplate noise(Random random) {
    float[] face = new float[length];
    for (int i = 0; i < length; i++) {
      face[i] = (float) random.nextGaussian();
    }
    return FaceTemplate.of("made-up", face);
  }

  /** Returns what a camera sees: every second visitor lives here. */
  FaceTemplate visitor(int number) {
    return number % 2 == 0 ? seen(number * 7919 % size, -number) : noise(new Random(-number));
  }

  @Override
  public int enrolled() {
    return size;
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
  public Map<String, Integer> spaces() {
    return Map.of("made-up", size);
  }

  @Override
  public boolean forget(PersonId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Person> person(PersonId id) {
    throw new UnsupportedOperationException();
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
