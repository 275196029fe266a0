// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.speech.SpeechEvent.Alternative;
import org.vestibule.api.speech.SpeechEvent.FinalText;

/** Who may be asked for by name. Whether somebody lives here is told to nobody at the door. */
final class Residents {
  private static final int MOST_HINTS = 1000;
  private static final int MOST_LETTERS = 80;

  private final Rooms rooms;
  private final Consumer<Person> onNamed;

  /**
   * @param onNamed told who was asked for
   */
  Residents(Rooms rooms, Consumer<Person> onNamed) {
    this.rooms = rooms;
    this.onNamed = onNamed;
  }

  boolean none() {
    return people().isEmpty();
  }

  /** Returns the names that a recogniser may expect. */
  List<String> names() {
    return people().stream()
        .map(Person::name)
        .filter(name -> name.length() <= MOST_LETTERS)
        .limit(MOST_HINTS)
        .toList();
  }

  /** Returns the one person whose name was said; other readings count after the best one. */
  Optional<Person> named(FinalText said) {
    List<Person> people = people();
    Optional<Person> named =
        Stream.concat(Stream.of(said.text()), said.alternatives().stream().map(Alternative::text))
            .flatMap(text -> new Spoken(text).person(people).stream())
            .findFirst();
    named.ifPresent(onNamed);
    return named;
  }

  private List<Person> people() {
    try {
      return rooms.people.now().map(PeopleDirectory::people).orElse(List.of());
    } catch (RuntimeException | LinkageError e) {
      return List.of(); // Whom they ask for is asked by number then.
    }
  }
}
