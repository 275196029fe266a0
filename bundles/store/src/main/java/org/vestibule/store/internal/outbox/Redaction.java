// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes people out of an entry's content: ids become a word, a claimed name goes, and where that
 * name stands in a sentence of the same entry a few words stand in its place. What happened stays.
 */
final class Redaction {
  /** Stands where the id of somebody stood who was erased. */
  static final String ERASED = "erased";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Predicate<String> id;
  private final String idInstead;
  private final String nameInstead;

  private Redaction(Predicate<String> id, String idInstead, String nameInstead) {
    this.id = id;
    this.idInstead = idInstead;
    this.nameInstead = nameInstead;
  }

  /**
   * Returns the entry without somebody who is erased; the same one when it cannot name them. An
   * entry that may name them loses each claimed name: whose it was nobody can say any more.
   */
  static Kept without(String person, Kept kept) {
    return kept.named().mayName(person)
        ? new Redaction(person::equals, ERASED, "somebody who was erased").of(kept, true)
        : kept;
  }

  /** Returns the entry for a copy for one person: others are somebody else. */
  static Kept only(String person, Kept kept) {
    boolean others = !kept.named().people().equals(Set.of(person)) || kept.named().stranger();
    return new Redaction(each -> !each.equals(person), "somebody-else", "somebody else")
        .of(kept, others);
  }

  /** Returns whom a content names by itself: ids, and names of which nobody can say whose. */
  static Named named(byte[] data) {
    try {
      PersonFields found = PersonFields.of(JSON.readValue(data, Object.class));
      return new Named(found.ids(), !found.names().isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException("an entry is always JSON", e);
    }
  }

  private Kept of(Kept kept, boolean names) {
    try {
      Object plain = JSON.readValue(kept.entry().data(), Object.class);
      Set<String> gone = names ? PersonFields.of(plain).names() : Set.of();
      Object clean = clean("", plain, words(gone), names);
      Set<String> left = new HashSet<>(PersonFields.of(clean).ids());
      left.remove(idInstead);
      return kept.with(JSON.writeValueAsBytes(clean), new Named(left, false));
    } catch (IOException e) {
      throw new UncheckedIOException("an entry is always JSON", e);
    }
  }

  /** A name counts as a whole word, with the unit that core writes behind it. */
  private static List<Pattern> words(Set<String> names) {
    return names.stream()
        .sorted((one, other) -> other.length() - one.length())
        .map(
            name ->
                Pattern.compile(
                    "(?<![\\p{L}\\p{N}])"
                        + Pattern.quote(name)
                        + "(, unit [\\p{L}\\p{N}]+([./-][\\p{L}\\p{N}]+)*)?(?![\\p{L}\\p{N}])"))
        .toList();
  }

  private Object clean(Object key, Object plain, List<Pattern> names, boolean claims) {
    if (plain instanceof Map<?, ?> map) {
      Map<Object, Object> clean = new LinkedHashMap<>();
      map.forEach(
          (each, value) -> {
            if (!claims || !PersonFields.NAME.equals(each)) {
              clean.put(each, clean(each, value, names, claims));
            }
          });
      return clean;
    }
    if (plain instanceof List<?> items) {
      List<Object> clean = new ArrayList<>();
      items.forEach(each -> clean.add(clean("", each, names, claims)));
      return clean;
    }
    if (plain instanceof String text) {
      return PersonFields.PERSON.equals(key)
          ? (id.test(text) ? idInstead : text)
          : said(text, names);
    }
    return plain;
  }

  private String said(String text, List<Pattern> names) {
    String left = text;
    for (Pattern name : names) {
      left = name.matcher(left).replaceAll(Matcher.quoteReplacement(nameInstead));
    }
    return left;
  }
}
