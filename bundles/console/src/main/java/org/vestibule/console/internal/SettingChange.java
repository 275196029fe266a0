// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.api.people.PersonId;

/**
 * One change of a configuration.
 *
 * @param n 1, 2, 3, ... for all configurations together
 * @param id the configuration
 * @param pid the form that it fills in
 * @param deed {@code made}, {@code changed}, {@code removed}
 * @param before the keys that changed and what they were; a key that was not set is missing
 * @param after the same keys and what they became
 * @param state {@code begun}, {@code taken}, {@code refused} by the part or {@code failed}
 * @param restores the change that this one puts back, 0 for none
 */
record SettingChange(
    long n,
    Instant at,
    String who,
    String id,
    String pid,
    String deed,
    Map<String, String> before,
    Map<String, String> after,
    String state,
    long restores) {
  /** Stands for a value that is not shown. */
  static final String MASK = "***";

  /** Where the id of a person stands without a word before it. */
  private static final Set<String> BY_ID_ALONE = Set.of("sip.phone/person", "slack/people");

  /** Copies the maps. */
  SettingChange {
    before = new TreeMap<>(before);
    after = new TreeMap<>(after);
  }

  SettingChange numbered(long number) {
    return new SettingChange(number, at, who, id, pid, deed, before, after, "begun", restores);
  }

  /** Returns whether a value names somebody: as {@code person:ID}, or where an id alone may be. */
  boolean names(PersonId person) {
    return Stream.of(before, after)
        .flatMap(values -> values.entrySet().stream())
        .anyMatch(one -> names(one.getKey(), one.getValue(), person));
  }

  /** Returns it without the values that name somebody. */
  SettingChange without(PersonId person) {
    Map<String, String> old = new TreeMap<>(before);
    Map<String, String> next = new TreeMap<>(after);
    old.replaceAll((key, value) -> names(key, value, person) ? MASK : value);
    next.replaceAll((key, value) -> names(key, value, person) ? MASK : value);
    return new SettingChange(n, at, who, id, pid, deed, old, next, state, restores);
  }

  /** An id may be a common word, which says nothing of somebody in a field that has no ids. */
  private boolean names(String key, String value, PersonId person) {
    boolean alone = BY_ID_ALONE.contains(SettingTable.shortName(pid) + "/" + key);
    return List.of(value.split("[^a-z0-9:-]+")).contains("person:" + person.value())
        || (alone && List.of(value.split("[^a-z0-9-]+")).contains(person.value()));
  }

  SettingChange in(String next) {
    return new SettingChange(n, at, who, id, pid, deed, before, after, next, restores);
  }

  /** Returns it as the file holds it, and as JSON shows it to whoever may see secrets' names. */
  Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("n", n);
    plain.put("at", at.toString());
    plain.put("who", who);
    plain.put("id", id);
    plain.put("pid", pid);
    plain.put("deed", deed);
    plain.put("before", before);
    plain.put("after", after);
    plain.put("state", state);
    if (restores > 0) {
      plain.put("restores", restores);
    }
    return plain;
  }

  /**
   * Reads what {@link #plain} wrote.
   *
   * @throws RuntimeException for anything else
   */
  static SettingChange of(Map<?, ?> plain) {
    return new SettingChange(
        ((Number) plain.get("n")).longValue(),
        Instant.parse(String.valueOf(plain.get("at"))),
        String.valueOf(plain.get("who")),
        String.valueOf(plain.get("id")),
        String.valueOf(plain.get("pid")),
        String.valueOf(plain.get("deed")),
        values(plain.get("before")),
        values(plain.get("after")),
        String.valueOf(plain.get("state")),
        plain.get("restores") instanceof Number restored ? restored.longValue() : 0);
  }

  private static Map<String, String> values(Object plain) {
    Map<String, String> values = new TreeMap<>();
    ((Map<?, ?>) plain).forEach((key, value) -> values.put(key.toString(), value.toString()));
    return values;
  }
}
