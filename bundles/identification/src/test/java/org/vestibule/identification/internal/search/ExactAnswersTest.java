// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;

/** Both forms of the search against one that is too simple to be wrong, in double precision. */
class ExactAnswersTest {
  private static final int PEOPLE = 1500;

  @ParameterizedTest
  @CsvSource({"512, 1000", "130, 300", "3, 300"})
  void theNearestTwoPeopleAreThoseOfASearchInDoubles(int length, int queries) {
    Faces faces = new Faces(length, length);
    FakePeople people = new FakePeople();
    List<double[]> known = new ArrayList<>();
    List<FaceTemplate> all = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      // Some look like somebody else, and everybody like themselves.
      FaceTemplate one =
          i % 5 == 0 && i > 0 ? faces.near(all.get(all.size() - 1), 0.02) : faces.anybody();
      FaceTemplate[] three = {one, faces.near(one, 0.03), faces.near(one, 0.03)};
      people.with(Faces.person(i), three);
      all.addAll(List.of(three));
      for (FaceTemplate face : three) {
        known.add(doubles(face));
      }
    }
    try (Galleries floats = new Galleries(false);
        Galleries int8 = new Galleries(true);
        Crew alone = new Crew(1);
        Crew two = new Crew(2)) {
      floats.load(people);
      int8.load(people);
      for (int i = 0; i < queries; i++) {
        FaceTemplate probe =
            i % 2 == 0 ? faces.anybody() : faces.near(all.get(i * 7 % all.size()), 0.03);
        List<Map.Entry<PersonId, Double>> right = naive(known, doubles(probe));
        same(floats.search(probe, alone), right);
        same(floats.search(probe, two), right);
        same(int8.search(probe, alone), right);
        same(int8.search(probe, two), right);
      }
    }
  }

  private static void same(Galleries.Nearest answer, List<Map.Entry<PersonId, Double>> right) {
    assertThat(answer.templates()).isEqualTo(3 * PEOPLE);
    List<Candidate> found = answer.nearest();
    assertThat(found).hasSize(2);
    for (int i = 0; i < 2; i++) {
      double cosine = right.get(i).getValue();
      assertThat((double) found.get(i).similarity()).isCloseTo(cosine, within(1e-5));
      // Two people may be nearer to one another than floats can tell; their order is then no error.
      boolean clear =
          cosine - right.get(i + 1).getValue() > 1e-5
              && (i == 0 || right.get(0).getValue() - cosine > 1e-5);
      if (clear) {
        assertThat(found.get(i).person()).isEqualTo(right.get(i).getKey());
      }
    }
  }

  /** Returns the three nearest people. */
  private static List<Map.Entry<PersonId, Double>> naive(List<double[]> known, double[] probe) {
    double[] best = new double[PEOPLE];
    Arrays.fill(best, -1);
    for (int row = 0; row < known.size(); row++) {
      best[row / 3] = Math.max(best[row / 3], cosine(known.get(row), probe));
    }
    return IntStream.range(0, PEOPLE)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -best[i]))
        .limit(3)
        .map(i -> Map.entry(Faces.person(i), best[i]))
        .toList();
  }

  private static double cosine(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double[] doubles(FaceTemplate face) {
    float[] direction = Faces.direction(face);
    double[] doubles = new double[direction.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = direction[i];
    }
    return doubles;
  }
}
