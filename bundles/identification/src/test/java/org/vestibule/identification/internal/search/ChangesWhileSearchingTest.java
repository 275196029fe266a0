// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceTemplate;

/**
 * Everyone is enrolled once and removed once, in order, while others search: whoever a search
 * returns was not removed before it began, and with the similarity that they really have.
 */
class ChangesWhileSearchingTest {
  private static final int PEOPLE = 6000;
  private static final int AT_ONCE = 1500;
  private static final int SEARCHERS = 2;
  private static final FaceTemplate RESIDENT = new Faces(99, 64).anybody();

  private final List<FaceTemplate> faces = new ArrayList<>();
  private final FakePeople people = new FakePeople();
  private final AtomicInteger removed = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nobodyIsReturnedWhoWasRemovedBeforeTheSearchBegan(boolean int8) throws Exception {
    Faces source = new Faces(7, 64);
    for (int i = 0; i < PEOPLE; i++) {
      faces.add(source.anybody());
    }
    people.with(Faces.person(PEOPLE), RESIDENT);
    ExecutorService threads = Executors.newFixedThreadPool(SEARCHERS);
    try (Galleries galleries = new Galleries(int8);
        Crew crew = new Crew(2)) {
      galleries.load(people);
      List<CompletableFuture<Integer>> searches = new ArrayList<>();
      for (int i = 0; i < SEARCHERS; i++) {
        searches.add(CompletableFuture.supplyAsync(() -> search(galleries, crew), threads));
      }
      for (int i = 0; i < PEOPLE; i++) {
        people.with(Faces.person(i), faces.get(i));
        galleries.follow(people, Faces.person(i));
        if (i >= AT_ONCE) {
          remove(galleries, i - AT_ONCE);
        }
      }
      for (int i = PEOPLE - AT_ONCE; i < PEOPLE; i++) {
        remove(galleries, i);
      }
      for (CompletableFuture<Integer> search : searches) {
        assertThat(search.get()).isPositive();
      }
      assertThat(galleries.templates(Faces.SPACE)).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private void remove(Galleries galleries, int number) {
    people.forget(Faces.person(number));
    galleries.follow(people, Faces.person(number));
    removed.set(number + 1);
  }

  /** Searches until everyone is gone, and returns how often. */
  private int search(Galleries galleries, Crew crew) {
    int searches = 0;
    for (int gone = 0; gone < PEOPLE; searches++) {
      gone = removed.get();
      // Mostly somebody who comes or goes about now; every third time the one who stays.
      FaceTemplate probe =
          searches % 3 == 0 ? RESIDENT : faces.get(Math.min(PEOPLE - 1, gone + searches % 7));
      List<Candidate> nearest = galleries.search(probe, crew).nearest();
      for (Candidate candidate : nearest) {
        int number = Integer.parseInt(candidate.person().value().substring("person-".length()));
        assertThat(number).isGreaterThanOrEqualTo(gone);
        FaceTemplate own = number == PEOPLE ? RESIDENT : faces.get(number);
        assertThat(candidate.similarity()).isCloseTo(own.similarity(probe), within(1e-5f));
      }
      if (probe == RESIDENT) {
        assertThat(nearest.get(0).person()).isEqualTo(Faces.person(PEOPLE));
      }
    }
    return searches;
  }
}
