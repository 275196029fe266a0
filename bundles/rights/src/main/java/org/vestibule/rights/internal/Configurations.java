// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configurations of one kind: the last good one of each, and what is wrong with those that were
 * refused. One call at a time; may be read at any time.
 */
final class Configurations<T> {
  private final String factory;
  private final Parser<T> parser;
  private final Function<T, String> id;
  private final Map<String, T> good = new ConcurrentSkipListMap<>();
  private final Map<String, VestibuleException> problems = new ConcurrentSkipListMap<>();

  /** Reads one. */
  @FunctionalInterface
  interface Parser<T> {
    T of(Map<String, ?> properties) throws VestibuleException;
  }

  Configurations(String factory, Parser<T> parser, Function<T, String> id) {
    this.factory = factory;
    this.parser = parser;
    this.id = id;
  }

  /**
   * Takes one, or keeps the last good one.
   *
   * @throws VestibuleException what is wrong with it
   */
  void updated(String pid, Map<String, ?> properties) throws VestibuleException {
    try {
      T next = parser.of(properties);
      refuseTwin(pid, id.apply(next));
      good.put(pid, next);
      problems.remove(pid);
    } catch (VestibuleException e) {
      problems.put(pid, e);
      throw e;
    }
  }

  /** Forgets one; returns whether there was such a one. */
  boolean deleted(String pid) {
    boolean was = problems.remove(pid) != null;
    return good.remove(pid) != null || was;
  }

  boolean holds(String pid) {
    return good.containsKey(pid);
  }

  Collection<T> good() {
    return good.values();
  }

  List<VestibuleException> problems() {
    return List.copyOf(problems.values());
  }

  private void refuseTwin(String pid, String name) throws VestibuleException {
    for (Map.Entry<String, T> other : good.entrySet()) {
      if (!other.getKey().equals(pid) && id.apply(other.getValue()).equals(name)) {
        throw SettingsReader.invalid(
            factory,
            "id",
            "'" + name + "' a second time",
            "an id that no other has",
            "Choose another id, or remove one of the two configurations.");
      }
    }
  }
}
