// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * Compares what somebody wants to set with the form, by the same reader that the parts use, before
 * anything is written. A secret is only ever a reference to one that the vault holds.
 */
final class SettingValues {
  private static final int LONGEST = 2000;
  private static final int MOST = 200;

  private SettingValues() {}

  /**
   * Returns the wanted changes as text; null for a key that goes back to its default.
   *
   * @throws VestibuleException {@code configuration-invalid} with key, value, bound and an example
   */
  static Map<String, String> checked(SettingForm form, Map<String, Object> wanted)
      throws VestibuleException {
    Map<String, String> checked = new TreeMap<>();
    SettingsReader.of(form.pid(), wanted, form.keys());
    for (Map.Entry<String, Object> one : wanted.entrySet()) {
      Setting setting = form.setting(one.getKey()).orElseThrow(() -> foreign(form, one.getKey()));
      checked.put(
          one.getKey(), one.getValue() == null ? null : value(form, setting, one.getValue()));
    }
    return checked;
  }

  /** Refuses values of which a needed one is missing. */
  static void complete(SettingForm form, Map<String, String> values) throws VestibuleException {
    for (Setting setting : form.settings()) {
      if (setting.required() && values.getOrDefault(setting.key(), "").isBlank()) {
        throw SettingsReader.invalid(
            form.pid(),
            setting.key(),
            "nothing",
            setting.title() + ": " + setting.description(),
            "Fill in " + setting.key() + ".");
      }
    }
  }

  /** Returns values with changes; a key that is null goes. */
  static Map<String, String> merged(Map<String, String> values, Map<String, String> changes) {
    Map<String, String> merged = new LinkedHashMap<>(values);
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return new TreeMap<>(merged);
  }

  private static String value(SettingForm form, Setting setting, Object wanted)
      throws VestibuleException {
    String key = setting.key();
    Object plain = wanted instanceof Map<?, ?> ? "an object" : wanted;
    String text =
        plain instanceof Collection<?> items
            ? items.stream().map(Objects::toString).collect(Collectors.joining(","))
            : plain.toString().strip();
    writable(form, setting, text);
    SettingsReader reader =
        SettingsReader.of(
            form.pid(), Map.of(key, plain instanceof Collection<?> ? plain : text), form.keys());
    if (setting.several()) {
      return String.join(",", reader.list(key, MOST, java.util.List.of()));
    }
    switch (setting.type()) {
      case "whole" ->
          reader.integer(
              key,
              bound(setting.min(), Integer.MIN_VALUE).intValue(),
              bound(setting.max(), Integer.MAX_VALUE).intValue(),
              example(setting).intValue());
      case "decimal" ->
          reader.number(
              key,
              bound(setting.min(), -Double.MAX_VALUE).doubleValue(),
              bound(setting.max(), Double.MAX_VALUE).doubleValue(),
              example(setting).doubleValue());
      case "boolean" -> reader.flag(key, Boolean.parseBoolean(setting.standard().orElse("false")));
      case "secret" -> reader.secret(key);
      case "choice" -> choice(form, setting, reader.text(key, LONGEST, ""));
      default -> reader.text(key, LONGEST, "");
    }
    return text;
  }

  private static Number bound(String text, Number otherwise) {
    return text.isEmpty() ? otherwise : Double.valueOf(text);
  }

  /** Returns a number that a refusal may suggest. */
  private static Number example(Setting setting) {
    return Double.valueOf(
        setting.standard().filter(text -> !text.isEmpty()).orElse(bound(setting.min(), 1) + ""));
  }

  private static void choice(SettingForm form, Setting setting, String text)
      throws VestibuleException {
    if (setting.choices().stream().noneMatch(choice -> choice.value().equals(text))) {
      String allowed =
          setting.choices().stream().map(Setting.Choice::value).collect(Collectors.joining(", "));
      throw SettingsReader.invalid(
          form.pid(),
          setting.key(),
          "'" + text + "'",
          "one of " + allowed,
          SettingsReader.example(setting.key(), setting.choices().get(0).value()));
    }
  }

  /**
   * Refuses what a file would not give back as it was, and what it would fill in from elsewhere.
   */
  private static void writable(SettingForm form, Setting setting, String text)
      throws VestibuleException {
    if (text.contains("${") || text.contains("$[")) {
      throw SettingsReader.invalid(
          form.pid(),
          setting.key(),
          "a reference to another place",
          "a value without ${ and $[",
          "Write the value itself, or set it in the file in etc.");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw SettingsReader.invalid(
          form.pid(),
          setting.key(),
          "a control character",
          "one line of text",
          "Leave line breaks and tabs out.");
    }
  }

  /** Keys that the container adds are no setting of anybody. */
  private static VestibuleException foreign(SettingForm form, String key) {
    return SettingsReader.invalid(
        form.pid(), key, "unknown key", String.join(", ", form.keys()), "Leave it out.");
  }
}
