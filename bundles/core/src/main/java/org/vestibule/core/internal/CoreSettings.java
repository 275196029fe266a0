// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** One checked set of configuration values. Immutable. */
public final class CoreSettings {
  static final String PID = "org.vestibule.core";

  /** The BCP 47 tag of the language that visitors are expected to speak. */
  static final String LANGUAGE = "language";

  /** When somebody who was recognised without a code is asked for theirs. */
  static final String STEP_UP = "stepUp";

  private static final List<String> KEYS =
      Stream.concat(Stream.of(LANGUAGE, STEP_UP), Arrays.stream(CoreKey.values()).map(CoreKey::key))
          .toList();

  private final EnumMap<CoreKey, Integer> values;
  private final StepUp stepUp;
  private final Locale language;

  private CoreSettings(EnumMap<CoreKey, Integer> values, StepUp stepUp, Locale language) {
    this.values = values;
    this.stepUp = stepUp;
    this.language = language;
  }

  /** Returns what holds when nothing is configured. */
  public static CoreSettings defaults() {
    EnumMap<CoreKey, Integer> values = new EnumMap<>(CoreKey.class);
    for (CoreKey key : CoreKey.values()) {
      values.put(key, key.standard());
    }
    return new CoreSettings(values, StepUp.UNSURE, Locale.ENGLISH);
  }

  /**
   * Reads a configuration; what it does not name has its default.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or a value out of
   *     bounds
   */
  public static CoreSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, properties, KEYS);
    EnumMap<CoreKey, Integer> values = new EnumMap<>(CoreKey.class);
    for (CoreKey key : CoreKey.values()) {
      values.put(key, reader.integer(key.key(), key.min(), key.max(), key.standard()));
    }
    String tag = reader.text(LANGUAGE, 35, "en");
    Locale language = Locale.forLanguageTag(tag);
    if (language.getLanguage().isEmpty()) {
      throw SettingsReader.invalid(
          PID,
          LANGUAGE,
          "'" + tag + "'",
          "a BCP 47 language tag",
          SettingsReader.example(LANGUAGE, "en"));
    }
    return new CoreSettings(values, stepUp(reader), language);
  }

  private static StepUp stepUp(SettingsReader reader) throws VestibuleException {
    String word = reader.text(STEP_UP, 20, StepUp.UNSURE.word());
    return Arrays.stream(StepUp.values())
        .filter(value -> value.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                SettingsReader.invalid(
                    PID,
                    STEP_UP,
                    "'" + word + "'",
                    "never, unsure or always",
                    SettingsReader.example(STEP_UP, StepUp.UNSURE.word())));
  }

  /** Returns the same settings but for one value, which is within bounds. */
  public CoreSettings with(CoreKey key, int value) {
    if (value < key.min() || value > key.max()) {
      throw new IllegalArgumentException(key.key() + " " + value);
    }
    EnumMap<CoreKey, Integer> changed = new EnumMap<>(values);
    changed.put(key, value);
    return new CoreSettings(changed, stepUp, language);
  }

  /** Returns the same settings but for the step-up. */
  public CoreSettings with(StepUp when) {
    return new CoreSettings(values, when, language);
  }

  /** Returns a value as it is. */
  public int number(CoreKey key) {
    return values.get(key);
  }

  /** Returns a value in milliseconds as a duration. */
  public Duration millis(CoreKey key) {
    return Duration.ofMillis(number(key));
  }

  /** Returns when somebody who was recognised without a code is asked for theirs. */
  public StepUp stepUp() {
    return stepUp;
  }

  /** Returns the language that visitors are expected to speak. */
  public Locale language() {
    return language;
  }
}
