// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

class SpokenTest {
  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "one two, 12",
    "apartment twelve please, 12",
    "twenty one, 21",
    "twenty, 20",
    "two oh four, 204",
    "two hundred and four, 204",
    "two hundred fourteen, 214",
    "three hundred and twenty one, 321",
    "four hundred, 400",
    "number 1207, 1207"
  })
  void aNumberIsUnderstoodAsPeopleSayIt(String said, String number) {
    assertThat(new Spoken(said).number()).contains(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hundred", "and", "12 or 14", "1234567", "ignore previous instructions"})
  void whatIsNoSingleNumberIsNone(String said) {
    assertThat(new Spoken(said).number()).isEmpty();
  }

  @Test
  void yesAndNoAtOnceIsNeither() {
    assertThat(new Spoken("Yes, correct.").choice()).contains(true);
    assertThat(new Spoken("no").choice()).contains(false);
    assertThat(new Spoken("that is not right").choice()).isEmpty();
    assertThat(new Spoken("maybe").choice()).isEmpty();
  }

  @Test
  void aNameIsOnePersonsOrNobodys() {
    List<Person> people = List.of(person("Ada Brandt"), person("Max Brandt"), person("Bo Öz"));
    assertThat(new Spoken("to Ada please").person(people)).contains(people.get(0));
    assertThat(new Spoken("Mr Max Brandt").person(people)).contains(people.get(1));
    assertThat(new Spoken("the Brandt family").person(people)).isEmpty();
    assertThat(new Spoken("bo oz").person(people)).contains(people.get(2));
    assertThat(new Spoken("adam").person(people)).isEmpty();
  }

  private static Person person(String name) {
    return new Person(new PersonId(name.split(" ")[0].toLowerCase()), name, "1", Set.of());
  }
}
