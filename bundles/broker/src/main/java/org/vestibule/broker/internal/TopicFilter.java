// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A topic or a topic filter (MQTT 5.0, section 4.7), bounded. Immutable.
 *
 * <p>A wildcard at the first level never stands for a topic that begins with {@code $} (section
 * 4.7.2).
 */
final class TopicFilter {
  /** The longest topic, in bytes of UTF-8. */
  static final int MOST_BYTES = 512;

  /** The most levels. */
  static final int MOST_LEVELS = 32;

  private static final String ALL = "#";
  private static final String ONE = "+";

  private final List<String> levels;

  private TopicFilter(List<String> levels) {
    this.levels = levels;
  }

  /** Takes a filter; empty when it is none, or longer or deeper than is allowed. */
  static Optional<TopicFilter> of(String text) {
    // "::" would name a queue of the library's, which may be somebody else's.
    if (text == null
        || text.isEmpty()
        || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
        || text.indexOf('\0') >= 0
        || text.contains("::")) {
      return Optional.empty();
    }
    List<String> levels = List.of(text.split("/", -1));
    if (levels.size() > MOST_LEVELS) {
      return Optional.empty();
    }
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean wild = level.contains(ALL) || level.contains(ONE);
      boolean alone = level.equals(ONE) || (level.equals(ALL) && i == levels.size() - 1);
      if (wild && !alone) {
        return Optional.empty();
      }
    }
    return Optional.of(new TopicFilter(levels));
  }

  /** Takes the name of a topic: a filter without wildcards. */
  static Optional<TopicFilter> topic(String text) {
    return of(text).filter(topic -> !topic.levels.contains(ALL) && !topic.levels.contains(ONE));
  }

  /** Returns whether every topic that {@code other} stands for is one of this filter's. */
  boolean covers(TopicFilter other) {
    boolean reserved = other.levels.get(0).startsWith("$");
    for (int i = 0; ; i++) {
      boolean wildFirst = i == 0 && reserved;
      if (i < levels.size() && levels.get(i).equals(ALL)) {
        return !wildFirst;
      }
      if (i == levels.size() || i == other.levels.size()) {
        return levels.size() == other.levels.size();
      }
      String asked = other.levels.get(i);
      boolean one = levels.get(i).equals(ONE) && !asked.equals(ALL) && !wildFirst;
      if (!one && !levels.get(i).equals(asked)) {
        return false;
      }
    }
  }

  @Override
  public String toString() {
    return String.join("/", levels);
  }
}
