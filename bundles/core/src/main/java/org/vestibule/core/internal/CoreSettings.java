// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** One checked set of configuration values. Immutable. */
public final class CoreSettings {
  /** The BCP 47 tag of the language that visitors are expected to speak. */
  static final String LANGUAGE = "language";

  /** Keys that the container adds by itself. */
  private static final List<String> FOREIGN =
      List.of("service.", "component.", "felix.", ".", "org.apache.felix", "osgi.");

  private final EnumMap<CoreKey, Integer> values;
  private final Locale language;

  private CoreSettings(EnumMap<CoreKey, Integer> values, Locale language) {
    this.values = values;
    this.language = language;
  }

  /** Returns what holds when nothing is configured. */
  public static CoreSettings defaults() {
    EnumMap<CoreKey, Integer> values = new EnumMap<>(CoreKey.class);
    for (CoreKey key : CoreKey.values()) {
      values.put(key, key.standard());
    }
    return new CoreSettings(values, Locale.ENGLISH);
  }

  /**
   * Reads a configuration; what it does not name has its default.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or a value out of
   *     bounds
   */
  public static CoreSettings of(Map<String, ?> properties) throws VestibuleException {
    CoreSettings settings = defaults();
    for (Map.Entry<String, ?> entry : properties.entrySet()) {
      if (FOREIGN.stream().noneMatch(entry.getKey()::startsWith)) {
        settings = settings.read(entry.getKey(), String.valueOf(entry.getValue()).trim());
      }
    }
    return settings;
  }

  /** Returns the same settings but for one value, which is within bounds. */
  public CoreSettings with(CoreKey key, int value) {
    if (value < key.min() || value > key.max()) {
      throw new IllegalArgumentException(key.key() + " " + value);
    }
    EnumMap<CoreKey, Integer> changed = new EnumMap<>(values);
    changed.put(key, value);
    return new CoreSettings(changed, language);
  }

  /** Returns a value as it is. */
  public int number(CoreKey key) {
    return values.get(key);
  }

  /** Returns a value in milliseconds as a duration. */
  public Duration millis(CoreKey key) {
    return Duration.ofMillis(number(key));
  }

  /** Returns the language that visitors are expected to speak. */
  public Locale language() {
    return language;
  }

  private CoreSettings read(String name, String value) throws VestibuleException {
    if (name.equals(LANGUAGE)) {
      Locale locale = Locale.forLanguageTag(value);
      if (locale.getLanguage().isEmpty()) {
        throw invalid(LANGUAGE, value, "a BCP 47 language tag", "language = en");
      }
      return new CoreSettings(values, locale);
    }
    for (CoreKey key : CoreKey.values()) {
      if (key.key().equals(name)) {
        return with(key, parse(key, value));
      }
    }
    throw invalid(name, value, "a key of the README", CoreKey.DEBOUNCE.key() + " = 1000");
  }

  private static int parse(CoreKey key, String value) throws VestibuleException {
    String example = key.key() + " = " + key.standard();
    String bounds = key.min() + " to " + key.max();
    try {
      int number = Integer.parseInt(value);
      if (number >= key.min() && number <= key.max()) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(key.key(), value, bounds, example);
    }
    throw invalid(key.key(), value, bounds, example);
  }

  private static VestibuleException invalid(
      String key, String value, String allowed, String example) {
    return new VestibuleException(
        "configuration-invalid",
        "org.vestibule.core: " + key,
        "'" + (value.length() > 40 ? value.substring(0, 40) : value) + "'",
        allowed,
        "For example " + example);
  }
}
