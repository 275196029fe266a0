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

  /** How long the words of a visitor are known. */
  static final String TRANSCRIPTS = "transcripts";

  /** Whether a picture of a visit outlives it. */
  static final String PICTURES = "pictures";

  /** Whether a door opens while nobody can say who may pass it. */
  static final String RIGHTS = "rights";

  private static final List<String> KEYS =
      Stream.concat(
              Stream.of(
                  LANGUAGE,
                  STEP_UP,
                  TRANSCRIPTS,
                  PICTURES,
                  RIGHTS,
                  AssistantSettings.KEY,
                  AssistantSettings.STATIONS,
                  Routing.KEY),
              Arrays.stream(CoreKey.values()).map(CoreKey::key))
          .toList();

  private final EnumMap<CoreKey, Integer> values;
  private final StepUp stepUp;
  private final Locale language;
  private final AssistantSettings assistant;
  private final Transcripts transcripts;
  private final KeptPictures pictures;
  private final NeedOfRights rights;

  private CoreSettings(
      EnumMap<CoreKey, Integer> values,
      StepUp stepUp,
      Locale language,
      AssistantSettings assistant,
      Transcripts transcripts,
      KeptPictures pictures,
      NeedOfRights rights) {
    this.values = values;
    this.stepUp = stepUp;
    this.language = language;
    this.assistant = assistant;
    this.transcripts = transcripts;
    this.pictures = pictures;
    this.rights = rights;
  }

  /** Returns what holds when nothing is configured. */
  public static CoreSettings defaults() {
    try {
      return of(Map.of());
    } catch (VestibuleException e) {
      throw new IllegalStateException("the defaults are within their bounds", e);
    }
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
    return new CoreSettings(
        values,
        stepUp(reader),
        language,
        AssistantSettings.of(reader),
        transcripts(reader),
        pictures(reader),
        rights(reader));
  }

  /**
   * Returns what holds while no configuration was good: the defaults, but one that meant to require
   * rights has them required, so that a slip in another line opens no door.
   */
  static CoreSettings instead(Map<String, ?> refused) {
    Object wish = refused.get(RIGHTS);
    boolean open = wish == null || NeedOfRights.OPTIONAL.word().equals(wish);
    return open ? defaults() : defaults().with(NeedOfRights.REQUIRED);
  }

  private static NeedOfRights rights(SettingsReader reader) throws VestibuleException {
    String word = reader.text(RIGHTS, 20, NeedOfRights.OPTIONAL.word());
    return Arrays.stream(NeedOfRights.values())
        .filter(value -> value.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                SettingsReader.invalid(
                    PID,
                    RIGHTS,
                    "'" + word + "'",
                    "required or optional",
                    SettingsReader.example(RIGHTS, NeedOfRights.REQUIRED.word())));
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

  private static Transcripts transcripts(SettingsReader reader) throws VestibuleException {
    String word = reader.text(TRANSCRIPTS, 20, Transcripts.VISIT.word());
    return Arrays.stream(Transcripts.values())
        .filter(value -> value.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                SettingsReader.invalid(
                    PID,
                    TRANSCRIPTS,
                    "'" + word + "'",
                    word.equals("kept")
                        ? "never or visit, until there is a ledger of consents"
                        : "never or visit",
                    SettingsReader.example(TRANSCRIPTS, Transcripts.VISIT.word())));
  }

  private static KeptPictures pictures(SettingsReader reader) throws VestibuleException {
    String word = reader.text(PICTURES, 20, KeptPictures.NEVER.word());
    return Arrays.stream(KeptPictures.values())
        .filter(value -> value.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                SettingsReader.invalid(
                    PID,
                    PICTURES,
                    "'" + word + "'",
                    "never or press",
                    SettingsReader.example(PICTURES, KeptPictures.NEVER.word())));
  }

  /** Returns the same settings but for one value, which is within bounds. */
  public CoreSettings with(CoreKey key, int value) {
    if (value < key.min() || value > key.max()) {
      throw new IllegalArgumentException(key.key() + " " + value);
    }
    EnumMap<CoreKey, Integer> changed = new EnumMap<>(values);
    changed.put(key, value);
    return new CoreSettings(changed, stepUp, language, assistant, transcripts, pictures, rights);
  }

  /** Returns the same settings but for the step-up. */
  public CoreSettings with(StepUp when) {
    return new CoreSettings(values, when, language, assistant, transcripts, pictures, rights);
  }

  /** Returns the same settings but for the assistant. */
  public CoreSettings with(AssistantSettings other) {
    return new CoreSettings(values, stepUp, language, other, transcripts, pictures, rights);
  }

  /** Returns the same settings but for how long words are known. */
  public CoreSettings with(Transcripts other) {
    return new CoreSettings(values, stepUp, language, assistant, other, pictures, rights);
  }

  /** Returns the same settings but for whether pictures are kept. */
  public CoreSettings with(KeptPictures other) {
    return new CoreSettings(values, stepUp, language, assistant, transcripts, other, rights);
  }

  /** Returns the same settings but for whether rights are needed. */
  public CoreSettings with(NeedOfRights other) {
    return new CoreSettings(values, stepUp, language, assistant, transcripts, pictures, other);
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

  /** Returns whether visitors are asked what they want, and who is called then. */
  public AssistantSettings assistant() {
    return assistant;
  }

  /** Returns how long the words of a visitor are known. */
  public Transcripts transcripts() {
    return transcripts;
  }

  /** Returns whether a picture of a visit outlives it. */
  public KeptPictures pictures() {
    return pictures;
  }

  /** Returns whether a door stays shut while nobody can say who may pass it. */
  public boolean rightsRequired() {
    return rights == NeedOfRights.REQUIRED;
  }
}
