// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.settings;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;

/**
 * Reads a configuration as Configuration Admin gives it: values typed or as text, and keys that the
 * container adds of its own accord. Every refusal is a {@code configuration-invalid} that names
 * key, value, bound and an example; the value of an unknown key is not shown, for it may be a
 * mistyped secret. Immutable.
 */
public final class SettingsReader {
  /** Beginnings of the keys that are no setting: of OSGi, Karaf, file install and the forms. */
  private static final List<String> FOREIGN =
      List.of(
          ".",
          "service.",
          "component.",
          "felix.",
          "osgi.",
          "metatype.",
          "objectClass",
          "org.apache.felix",
          "org.apache.karaf.");

  private static final String SECRET = "secret:";

  private static final int SHOWN = 100;

  private final String pid;
  private final List<String> keys;
  private final Map<String, ?> values;

  private SettingsReader(String pid, List<String> keys, Map<String, ?> values) {
    this.pid = pid;
    this.keys = keys;
    this.values = values;
  }

  /**
   * Takes a configuration whose keys are all known.
   *
   * @param pid the configuration's name, for messages
   * @param keys the keys that it may have, in the order in which a message lists them; at least one
   * @throws VestibuleException for an unknown key, with the known one that is written most alike
   */
  public static SettingsReader of(String pid, Map<String, ?> properties, List<String> keys)
      throws VestibuleException {
    Map<String, ?> sorted = new TreeMap<>(properties);
    for (String key : sorted.keySet()) {
      if (!keys.contains(key) && FOREIGN.stream().noneMatch(key::startsWith)) {
        String nearest =
            keys.stream().min(Comparator.comparingInt(known -> difference(known, key))).get();
        throw invalid(
            pid,
            key,
            "unknown key",
            String.join(", ", keys),
            "Remove it or correct its name, for example to " + nearest + ".");
      }
    }
    return new SettingsReader(pid, List.copyOf(keys), sorted);
  }

  /** Returns a refusal for a rule that only its owner knows. */
  public static VestibuleException invalid(
      String pid, String key, String found, String allowed, String remedy) {
    return new VestibuleException(
        "configuration-invalid",
        "setting " + shortened(key) + " of " + pid,
        shortened(found),
        allowed,
        remedy);
  }

  /** Returns the line that a refusal ends with. */
  public static String example(String key, String value) {
    return "Set " + key + " = " + value + ", for example.";
  }

  /**
   * Returns a whole number, or {@code fallback} when the key is absent.
   *
   * @throws VestibuleException if it is no whole number from {@code min} to {@code max}
   */
  public int integer(String key, int min, int max, int fallback) throws VestibuleException {
    String text = one(key);
    if (text == null) {
      return fallback;
    }
    try {
      int value = new BigDecimal(text).intValueExact();
      if (value >= min && value <= max) {
        return value;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Refused below, with the same words as a number out of bounds.
    }
    String allowed = "a whole number from " + min + " to " + max;
    throw refused(key, text, allowed, Integer.toString(fallback));
  }

  /** As below, where the fallback is a good example. */
  public double number(String key, double min, double max, double fallback)
      throws VestibuleException {
    return number(key, min, max, fallback, Double.toString(fallback));
  }

  /**
   * Returns a number, or {@code fallback} when the key is absent.
   *
   * @param example a value that a refusal may suggest
   * @throws VestibuleException if it is no finite number from {@code min} to {@code max}
   */
  public double number(String key, double min, double max, double fallback, String example)
      throws VestibuleException {
    String text = one(key);
    if (text == null) {
      return fallback;
    }
    try {
      // Unlike Double.parseDouble this knows no NaN, no infinity and no 0.5f.
      double value = new BigDecimal(text).doubleValue();
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, with the same words as a number out of bounds.
    }
    throw refused(key, text, "a number from " + min + " to " + max, example);
  }

  /**
   * Returns a truth value, or {@code fallback} when the key is absent.
   *
   * @throws VestibuleException if it is neither {@code true} nor {@code false}
   */
  public boolean flag(String key, boolean fallback) throws VestibuleException {
    String text = one(key);
    if (text == null) {
      return fallback;
    }
    if (!text.equals("true") && !text.equals("false")) {
      throw refused(key, text, "true or false", Boolean.toString(fallback));
    }
    return text.equals("true");
  }

  /**
   * Returns a text without outer spaces, or {@code fallback} when the key is absent or empty.
   *
   * @param most characters allowed; a longer text is refused without being shown
   */
  public String text(String key, int most, String fallback) throws VestibuleException {
    String text = one(key);
    if (text == null || text.isEmpty()) {
      return fallback;
    }
    if (text.length() > most) {
      throw invalid(
          pid,
          key,
          text.length() + " characters",
          "at most " + most,
          "Shorten the value of " + key + ".");
    }
    return text;
  }

  /**
   * Returns the path of a file, empty when the key is absent or empty.
   *
   * @param most characters allowed
   * @throws VestibuleException if it is longer, or no path on this machine
   */
  public Optional<Path> path(String key, int most) throws VestibuleException {
    String text = text(key, most, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw invalid(
          pid, key, "no path", "the path of a file", example(key, "/etc/vestibule/" + key));
    }
  }

  /**
   * Returns a name in the form of {@link Identifier}.
   *
   * @param fallback for a key that is absent or empty; {@code null} where that is refused
   * @param example a name that a refusal may suggest
   */
  public String name(String key, String fallback, String example) throws VestibuleException {
    String name = one(key);
    if (fallback != null && (name == null || name.isEmpty())) {
      return fallback;
    }
    try {
      return Identifier.require(key, name);
    } catch (IllegalArgumentException e) {
      throw refused(key, name == null ? "" : name, "1 to 63 of a-z, 0-9 and '-'", example);
    }
  }

  /**
   * Returns the name of the secret that a setting refers to as {@code secret:NAME}, empty when the
   * key is absent or empty. What it holds is asked of {@link org.vestibule.api.store.Secrets}.
   *
   * @throws VestibuleException for any other value, which may be the secret itself and is not shown
   */
  public Optional<String> secret(String key) throws VestibuleException {
    String text = one(key);
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.startsWith(SECRET)) {
        return Optional.of(Identifier.require(key, text.substring(SECRET.length())));
      }
    } catch (IllegalArgumentException e) {
      // Refused below, with the same words as a value without a reference.
    }
    throw invalid(
        pid,
        key,
        "a value that is no reference and is not shown",
        SECRET + "NAME, with a name of 1 to 63 of a-z, 0-9 and '-'",
        "Put it in by ./vestibule secret put my-secret, and set " + key + " = secret:my-secret.");
  }

  /**
   * Returns the values of an array, a collection or a text with commas, without outer spaces, empty
   * ones and repetitions; or {@code fallback} when the key is absent.
   *
   * @param most values allowed
   */
  public List<String> list(String key, int most, List<String> fallback) throws VestibuleException {
    Object value = value(key);
    if (value == null) {
      return fallback;
    }
    Stream<?> items =
        value instanceof Object[] array
            ? Stream.of(array)
            : value instanceof Collection<?> some
                ? some.stream()
                : Stream.of(value.toString().split(","));
    List<String> list =
        items
            .map(item -> String.valueOf(item).strip())
            .filter(item -> !item.isEmpty())
            .distinct()
            .toList();
    if (list.size() > most) {
      throw invalid(
          pid, key, list.size() + " values", "at most " + most, "Shorten the list of " + key + ".");
    }
    return list;
  }

  private String one(String key) throws VestibuleException {
    Object value = value(key);
    if (value != null && (value.getClass().isArray() || value instanceof Collection<?>)) {
      throw invalid(pid, key, "a list", "one value", "Write one value for " + key + ".");
    }
    return value == null ? null : value.toString().strip();
  }

  private Object value(String key) {
    if (!keys.contains(key)) {
      throw new IllegalArgumentException(key + " is not among the keys of " + pid);
    }
    return values.get(key);
  }

  private VestibuleException refused(String key, String found, String allowed, String example) {
    String shown = found.isEmpty() ? "nothing" : "'" + found + "'";
    return invalid(pid, key, shown, allowed, example(key, example));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  /** Returns how many characters lie between what two keys begin with and what they end with. */
  private static int difference(String one, String other) {
    int longer = Math.max(one.length(), other.length());
    int shorter = Math.min(one.length(), other.length());
    int begin = 0;
    while (begin < shorter && one.charAt(begin) == other.charAt(begin)) {
      begin++;
    }
    int end = 0;
    while (end < shorter - begin
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    return longer - begin - end;
  }
}
