// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.Disk;
import org.vestibule.store.internal.People;

/** A large building, and people who come at the same time. */
class ManyPeopleTest {
  private static final int PEOPLE = 20_000;
  private static final int RACES = 20;
  private static final int ERASURES = 8;

  @TempDir Path data;

  @Test
  void twentyThousandPeopleAreReadWhenTheVaultOpensAndEachIsFound() throws Exception {
    Disk disk = new Disk(data);
    disk.database.write(connection -> new Crowd(disk.vault).write(connection, PEOPLE));
    People house = new People(disk);
    assertThat(house.directory.enrolled()).isEqualTo(PEOPLE);
    assertThat(house.roster.unreadable()).isZero();
    for (int i = 0; i < PEOPLE; i += 7) {
      PersonId id = new PersonId("p-" + i);
      assertThat(house.directory.find(new Claim("c" + i)).map(Person::id)).hasValue(id);
      assertThat(house.directory.templates(id)).hasSize(1);
    }
    assertThat(house.directory.find(new Claim("c" + PEOPLE))).isEmpty();
  }

  @Test
  void twoWhoWantTheSameCodeAtTheSameMomentDoNotBothGetIt() throws Exception {
    People house = new People(new Disk(data));
    for (int race = 0; race < RACES; race++) {
      String code = "code-" + race;
      PersonId one = new PersonId("one-" + race);
      PersonId other = new PersonId("other-" + race);
      List<Boolean> won =
          together(() -> enrolled(house, one, code), () -> enrolled(house, other, code));
      assertThat(won).containsExactlyInAnyOrder(true, false);
      assertThat(house.directory.find(new Claim(code)).map(Person::id))
          .hasValue(won.get(0) ? one : other);
    }
    assertThat(house.directory.people()).hasSize(RACES);
  }

  @Test
  void whoIsErasedWhileTheyAreEnrolledIsHereWholeOrNotAtAll() throws Exception {
    People house = new People(new Disk(data));
    for (int race = 0; race < ERASURES; race++) {
      PersonId id = new PersonId("p-" + race);
      String code = "code-" + race;
      enrolled(house, id, code);
      together(() -> enrolled(house, id, code), () -> house.directory.forget(id));
      boolean here = house.directory.person(id).isPresent();
      assertThat(house.directory.find(new Claim(code)).isPresent()).isEqualTo(here);
      assertThat(house.directory.templates(id)).hasSize(here ? 1 : 0);
    }
    house.erasure.goOn();
    assertThat(new People(house.disk).directory.people()).isEqualTo(house.directory.people());
  }

  private static boolean enrolled(People house, PersonId id, String code)
      throws VestibuleException {
    try {
      house.directory.enrol(People.enrolment(id, code), List.of(People.face("m", 1)));
      return true;
    } catch (VestibuleException e) {
      assertThat(e.code()).isIn("code-taken", "enrolment-overtaken", "key-missing");
      return false;
    }
  }

  private static List<Boolean> together(Callable<Boolean> one, Callable<Boolean> other)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> both = new ArrayList<>();
      for (Callable<Boolean> each : List.of(one, other)) {
        both.add(
            two.submit(
                () -> {
                  start.await();
                  return each.call();
                }));
      }
      return List.of(both.get(0).get(), both.get(1).get());
    } finally {
      two.shutdownNow();
    }
  }
}
