// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.identification.internal.search.Faces.face;
import static org.vestibule.identification.internal.search.Faces.person;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;

class GalleriesTest {
  private final FakePeople people = new FakePeople();
  private final Crew crew = new Crew(2);

  @AfterEach
  void end() {
    crew.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inAnEmptyHouseNobodyIsFound(boolean int8) {
    Galleries galleries = loaded(int8);
    assertThat(galleries.search(face(1, 0), crew).nearest()).isEmpty();
    assertThat(galleries.search(face(1, 0), crew).templates()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void facesOfAnotherSpaceOrLengthAreNotCompared(boolean int8) {
    people.with(person(1), FaceTemplate.of("space-2", new float[] {1, 0}), face(0, 1, 0));
    people.with(person(2), face(0.6f, 0.8f));
    Galleries.Nearest found = loaded(int8).search(face(1, 0), crew);
    assertThat(found.nearest()).extracting(Candidate::person).containsExactly(person(2));
    assertThat(found.templates()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSecondIsAnotherPersonAndNotAnotherTemplateOfTheFirst(boolean int8) {
    people.with(person(1), face(1, 0), face(0.99f, 0.01f), face(0.98f, 0.02f));
    people.with(person(2), face(0, 1), face(0.6f, 0.8f));
    List<Candidate> nearest = loaded(int8).search(face(1, 0), crew).nearest();
    assertThat(nearest).extracting(Candidate::person).containsExactly(person(1), person(2));
    assertThat(nearest.get(1).similarity()).isEqualTo(0.6f);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofTwoWhoAreEquallyNearBothAreNamedInTheOrderOfTheirIds(boolean int8) {
    people.with(person(3), face(1, 2)).with(person(2), face(1, 2)).with(person(1), face(1, 2));
    List<Candidate> nearest = loaded(int8).search(face(2, 1), crew).nearest();
    assertThat(nearest).extracting(Candidate::person).containsExactly(person(1), person(2));
    assertThat(nearest.get(0).similarity()).isEqualTo(nearest.get(1).similarity());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsNearerToANegativeThanToTheirOwnFaceIsLeftOut(boolean int8) {
    people.with(person(1), face(1, 0)).not(person(1), face(0.8f, 0.6f));
    people.with(person(2), face(0, 1)).with(person(3), face(0.2f, 0.9f));
    Galleries galleries = loaded(int8);
    assertThat(galleries.search(face(0.85f, 0.5f), crew).nearest())
        .extracting(Candidate::person)
        .containsExactly(person(3), person(2));
    // On the other side of their own face the same negative does no harm.
    assertThat(galleries.search(face(1, -0.1f), crew).nearest().get(0).person())
        .isEqualTo(person(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCorrectionCountsFromTheNextSearchOn(boolean int8) {
    people.with(person(1), face(1, 0)).with(person(2), face(0, 1));
    Galleries galleries = loaded(int8);
    FaceTemplate visitor = face(0.8f, 0.6f);
    assertThat(first(galleries, visitor)).isEqualTo(person(1));
    people.not(person(1), visitor);
    galleries.follow(people, person(1));
    assertThat(first(galleries, visitor)).isEqualTo(person(2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWasForgottenIsNotFoundAndWhoStaysIsAlsoAfterTheBlocksWereCompacted(boolean int8) {
    Faces faces = new Faces(5, 16);
    List<FaceTemplate> all = IntStream.range(0, 3000).mapToObj(i -> faces.anybody()).toList();
    IntStream.range(0, 3000).forEach(i -> people.with(person(i), all.get(i)));
    Galleries galleries = loaded(int8);
    for (int i = 0; i < 3000; i++) {
      if (i % 4 != 0) {
        people.forget(person(i));
        galleries.follow(people, person(i));
      }
    }
    assertThat(galleries.templates(Faces.SPACE)).isEqualTo(750);
    for (int i = 0; i < 3000; i++) {
      List<Candidate> nearest = galleries.search(all.get(i), crew).nearest();
      boolean stays = i % 4 == 0;
      assertThat(nearest.get(0).person().equals(person(i))).isEqualTo(stays);
      assertThat(nearest).allMatch(candidate -> people.templates(candidate.person()).size() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsClosedFindsNobodyAndTakesNobody(boolean int8) {
    people.with(person(1), face(1, 0));
    Galleries galleries = loaded(int8);
    galleries.close();
    galleries.follow(people, person(1));
    assertThat(galleries.search(face(1, 0), crew).nearest()).isEmpty();
  }

  private PersonId first(Galleries galleries, FaceTemplate probe) {
    return galleries.search(probe, crew).nearest().get(0).person();
  }

  private Galleries loaded(boolean int8) {
    Galleries galleries = new Galleries(int8);
    galleries.load(people);
    return galleries;
  }
}
