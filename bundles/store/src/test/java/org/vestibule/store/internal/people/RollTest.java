// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** Readings that arrive in another order than they were made. */
class RollTest {
  private static final UUID SUBJECT = new UUID(1, 1);
  private static final PersonId ANNA = new PersonId("anna");

  private final Roll roll = new Roll();

  @Test
  void whoWasReadBeforeTheyWereErasedDoesNotComeBackAfterIt() {
    long before = roll.ticket();
    long after = roll.ticket();
    roll.put(SUBJECT, after, Optional.empty());
    roll.put(SUBJECT, before, Optional.of(anna(1)));
    assertThat(roll.of(ANNA)).isEmpty();
    assertThat(roll.of(code(1))).isEmpty();
    assertThat(roll.all()).isEmpty();
  }

  @Test
  void aCodeThatWasChangedIsFoundNoMoreWhicheverReadingComesFirst() {
    long before = roll.ticket();
    long after = roll.ticket();
    roll.put(SUBJECT, after, Optional.of(anna(2)));
    roll.put(SUBJECT, before, Optional.of(anna(1)));
    assertThat(roll.of(code(1))).isEmpty();
    assertThat(roll.of(code(2))).isPresent();
    roll.put(SUBJECT, roll.ticket(), Optional.of(anna(3)));
    assertThat(roll.of(code(2))).isEmpty();
    assertThat(roll.of(code(3))).isPresent();
  }

  @Test
  void aCodeThatSomebodyGaveUpIsTheNextOnes() {
    UUID other = new UUID(2, 2);
    roll.put(SUBJECT, roll.ticket(), Optional.of(anna(1)));
    Resident bert = resident(other, new PersonId("bert"), 1);
    roll.put(other, roll.ticket(), Optional.of(bert));
    roll.put(SUBJECT, roll.ticket(), Optional.of(anna(2)));
    assertThat(roll.of(code(1))).hasValue(bert);
  }

  private static Resident anna(int code) {
    return resident(SUBJECT, ANNA, code);
  }

  private static Resident resident(UUID subject, PersonId id, int code) {
    return new Resident(
        subject,
        new Person(id, "N", "", Set.of()),
        Optional.of(code(code)),
        List.of(),
        List.of(),
        new Tenure(LocalDate.EPOCH, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static CodeKey code(int code) {
    byte[] hmac = new byte[32];
    hmac[0] = (byte) code;
    return new CodeKey(hmac);
  }
}
