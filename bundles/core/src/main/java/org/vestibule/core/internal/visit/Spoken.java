// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.people.Person;

/**
 * What an answer says, read from its words: whole words only, English ones and digits. Whatever is
 * not certain is nothing, and then a person is called.
 */
final class Spoken {
  private static final Set<String> YES = Set.of("yes", "yeah", "yep", "correct", "right", "sure");
  private static final Set<String> NO = Set.of("no", "nope", "not", "wrong", "incorrect");
  private static final Set<String> HUMAN =
      Set.of("human", "person", "operator", "cancel", "help", "concierge");
  private static final Set<String> PLACES =
      Set.of("unit", "apartment", "flat", "number", "room", "suite", "apt");
  private static final int SHORT_ANSWER = 4;
  private static final int NAME_LETTERS = 3;

  private final List<String> words;

  Spoken(String text) {
    words = words(text);
  }

  /** Returns yes or no; empty when neither or both were said. */
  Optional<Boolean> choice() {
    boolean yes = words.stream().anyMatch(YES::contains);
    boolean no = words.stream().anyMatch(NO::contains);
    return yes == no ? Optional.empty() : Optional.of(yes);
  }

  /** Returns whether somebody asks for a person, in a few words. */
  boolean human() {
    return words.size() <= SHORT_ANSWER && words.stream().anyMatch(HUMAN::contains);
  }

  /** Returns whether a number in this text is one of an apartment. */
  boolean namesPlace() {
    return words.stream().anyMatch(PLACES::contains);
  }

  /** Returns the one number that was said. */
  Optional<String> number() {
    Set<String> found = new LinkedHashSet<>();
    SpokenNumber number = new SpokenNumber();
    for (String word : words) {
      if (!number.add(word)) {
        number.end().ifPresent(found::add);
      }
    }
    number.end().ifPresent(found::add);
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  /** Returns the one person whose name was said, in full or in a part that is nobody else's. */
  Optional<Person> person(List<Person> people) {
    List<Person> whole = new ArrayList<>();
    List<Person> part = new ArrayList<>();
    for (Person person : people) {
      List<String> name = words(person.name());
      if (!name.isEmpty() && words.containsAll(name)) {
        whole.add(person);
      } else if (name.stream()
          .anyMatch(one -> one.length() >= NAME_LETTERS && words.contains(one))) {
        part.add(person);
      }
    }
    List<Person> found = whole.isEmpty() ? part : whole;
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static List<String> words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return Arrays.stream(plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
