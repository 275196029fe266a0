// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.PassWish;
import org.vestibule.api.rights.RightsDesk;

/** More people than one page holds, invented, with codes, cards, passes and consents among them. */
final class SampleNeighbours {
  private static final List<String> FIRST =
      List.of("Bo", "Çiğdem", "Dana", "Elif", "Farid", "Greta", "Hanna", "Ivo", "Jonas", "Zoë");
  private static final List<String> LAST =
      List.of("Lindqvist", "Aydın", "Okafor", "Schäfer", "Novák", "Moreau", "Rossi", "Weiß");
  private static final DoorId FRONT = new DoorId("front-door");
  private static final DoorId YARD = new DoorId("yard-gate");

  private SampleNeighbours() {}

  static void moveIn(SampleConsole console) throws VestibuleException {
    for (int i = 0; i < FIRST.size() * LAST.size() * 2; i++) {
      String name = FIRST.get(i % FIRST.size()) + " " + LAST.get(i / 2 % LAST.size());
      PersonId id = new PersonId("p-" + (i + 1));
      Set<DoorId> doors = i % 3 == 0 ? Set.of(FRONT, YARD) : Set.of(FRONT);
      console.sample.people.put(id, new Person(id, name, String.valueOf(13 + i / 2), doors));
    }
    RightsDesk desk = console.entrance.entrance.desk;
    PersonId ada = new PersonId("ada-brandt");
    Instant now = Instant.now();
    for (PersonId id : List.of(ada, new PersonId("p-3"), new PersonId("p-8"))) {
      desk.setCode(id, "73914".toCharArray());
      desk.join("gardeners", id);
      console.entrance.entrance.credentials.assign(
          new Credentials.Assignment(
              id,
              Credentials.ANY_PANEL,
              new Card("h10301", 42, id.hashCode() & 0xffff),
              Credentials.BY_HAND,
              Optional.empty()));
      agree(console, id);
    }
    desk.issue(new PassWish(ada, "Plumber", Set.of(FRONT), now, now.plus(1, ChronoUnit.DAYS), 3));
    console.trust.trust.consents.withdraw(ada, Purpose.VISIT_LOG);
    console.trust.trust.tenancies.endsOn(
        new PersonId("p-5"), Optional.of(LocalDate.now().plusDays(20)));
    console.trust.trust.tenancies.suspend(new PersonId("p-8"), "moved-out");
  }

  private static void agree(SampleConsole console, PersonId id) throws VestibuleException {
    for (Purpose purpose : List.of(Purpose.UNLOCK, Purpose.VISIT_LOG)) {
      console.trust.trust.consents.grant(
          new ConsentWish(
              id,
              purpose,
              "eu-" + purpose.label() + "-1",
              "en",
              ConsentWish.Channel.PAPER,
              "form " + id));
    }
  }
}
