// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** Reads lists of topic filters from a configuration. */
final class Filters {
  private Filters() {}

  /**
   * Returns the filters of a setting.
   *
   * @throws VestibuleException {@code configuration-invalid} naming the first that is none, or that
   *     begins with {@code $}: the broker's own topics are nobody's
   */
  static List<TopicFilter> of(
      String pid, SettingsReader reader, String key, int most, List<String> fallback)
      throws VestibuleException {
    List<TopicFilter> filters = new ArrayList<>();
    for (String text : reader.list(key, most, fallback)) {
      Optional<TopicFilter> filter = TopicFilter.of(text);
      if (filter.isEmpty() || text.startsWith("$")) {
        throw SettingsReader.invalid(
            pid,
            key,
            "'" + text + "'",
            "topic filters of MQTT, at most "
                + TopicFilter.MOST_LEVELS
                + " levels, none beginning with $",
            SettingsReader.example(key, "vestibule/home/door/#"));
      }
      filters.add(filter.get());
    }
    return filters;
  }
}
