// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitJournal.Named;

/**
 * What stands in a story in the place of names: one character for each, of those that no language
 * uses (the private use area of Unicode). Who may be named gives their names back. Used by one
 * thread.
 */
final class Marks {
  /** Stands where a name was that is not kept: nobody asked for it, or it is gone. */
  static final String SOMEBODY = "somebody whose name is not kept";

  /** Stands where somebody was let in who is not named. */
  static final PersonId NOBODY = new PersonId("not-kept");

  private static final char FIRST_NAME = '\uE000';
  private static final char FIRST_PERSON = '\uF000';
  private static final int MOST_NAMES = FIRST_PERSON - FIRST_NAME;
  private static final Pattern MARK = Pattern.compile("[\uE000-\uF8FF]");

  private final Map<String, String> meanings = new HashMap<>();
  private final Map<String, PersonId> people = new HashMap<>();

  /** One name of one person, and its mark. */
  record Name(String text, char mark) {}

  /** Returns the marks of a person's names, in their order. */
  static List<Name> names(List<Named> named, int person) {
    int first = FIRST_NAME;
    for (Named before : named.subList(0, person)) {
      first += before.names().size();
    }
    List<Name> names = new ArrayList<>();
    for (String each : named.get(person).names()) {
      String name = unmarked(each);
      if (first - FIRST_NAME < MOST_NAMES && !name.isBlank()) {
        names.add(new Name(name, (char) first));
      }
      first++;
    }
    return names;
  }

  /** Returns the mark of the person themselves. */
  static char person(int person) {
    return (char) (FIRST_PERSON + person);
  }

  /**
   * Returns a text with marks for names. A name counts as a whole word, the longest first, and in
   * any case, because a sentence begins with a capital and some names do not.
   */
  static String mark(String text, List<Name> names) {
    String left = unmarked(text);
    List<Name> longest =
        names.stream()
            .sorted(Comparator.comparingInt((Name name) -> name.text().length()).reversed())
            .toList();
    for (Name name : longest) {
      left =
          Pattern.compile(
                  "(?<![\\p{L}\\p{N}])" + Pattern.quote(name.text()) + "(?![\\p{L}\\p{N}])",
                  Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(left)
              .replaceAll(String.valueOf(name.mark()));
    }
    return left;
  }

  /** Returns a text, or a name that is looked for in it, without what would be taken for a mark. */
  private static String unmarked(String text) {
    return MARK.matcher(text).replaceAll("");
  }

  /** A name may be given back. */
  void mean(char mark, String name) {
    meanings.put(String.valueOf(mark), name);
  }

  /** A person may be named. */
  void mean(char mark, PersonId person) {
    people.put(String.valueOf(mark), person);
  }

  /** Returns a text with the names that may be given back. */
  String text(String marked, String instead) {
    return MARK.matcher(marked)
        .replaceAll(mark -> Matcher.quoteReplacement(meanings.getOrDefault(mark.group(), instead)));
  }

  /** Returns the name that a text is, whole. */
  Optional<String> name(String marked) {
    return Optional.ofNullable(meanings.get(marked));
  }

  /** Returns who was let in. */
  PersonId person(String marked) {
    return people.getOrDefault(marked, NOBODY);
  }
}
