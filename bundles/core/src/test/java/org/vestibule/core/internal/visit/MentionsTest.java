// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitStory;

/** A name is found in a story however a sentence writes it. */
class MentionsTest {
  private static final PersonId VAN = new PersonId("van");

  private final Mentions mentions = new Mentions();

  @Test
  void aNameThatBeginsASentenceIsTakenOutToo() {
    mentions.add(person("van der Berg"));
    mentions.erase(VAN);
    VisitStory left = mentions.clean(decided(ring("Van der Berg has no right to open front")));
    assertThat(left.decision())
        .contains(ring("somebody who was erased has no right to open front"));
  }

  @Test
  void whoIsRenamedDuringTheirVisitIsKnownByBothNames() {
    mentions.add(person("Anna Alt"));
    mentions.add(person("Anna Neu"));
    assertThat(mentions.page(decided(ring("-"))).named())
        .containsExactly(
            new Named(
                VAN, List.of("Anna Alt, unit 1", "Anna Alt", "Anna Neu, unit 1", "Anna Neu")));
    mentions.erase(VAN);
    assertThat(mentions.clean(decided(ring("Anna Alt is Anna Neu"))).decision())
        .contains(ring("somebody who was erased is somebody who was erased"));
  }

  /** Nobody could take the picture out again for whom the journal has no record. */
  @Test
  void whoWasLetInAndIsNotNamedIsNotShown() {
    VisitStory story = decided(new Decision.Admit(VAN, "-"));
    assertThat(mentions.page(story).shown()).isFalse();
    mentions.add(person("van der Berg"));
    assertThat(mentions.page(story).shown()).isTrue();
    assertThat(mentions.page(decided(ring("a visitor"))).shown()).isTrue();
  }

  private static Person person(String name) {
    return new Person(VAN, name, "1", Set.of());
  }

  private static Decision ring(String reason) {
    return new Decision.Ring(false, reason);
  }

  static VisitStory decided(Decision decision) {
    return new VisitStory(
        new VisitId("v-1"),
        new StationId("front"),
        new DoorId("front-door"),
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(decision),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
