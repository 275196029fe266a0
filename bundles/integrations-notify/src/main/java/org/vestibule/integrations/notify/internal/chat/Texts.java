// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said to people, in one language. Immutable. */
public final class Texts {
  /** The languages. */
  public static final List<String> LANGUAGES = List.of("en", "de");

  private static final Pattern PLACE = Pattern.compile("[{]([a-z]+)[}]");

  private final Properties texts;

  private Texts(Properties texts) {
    this.texts = texts;
  }

  /**
   * @param language one of {@link #LANGUAGES}
   */
  public static Texts in(String language) {
    Properties texts = new Properties();
    try (InputStream in = Texts.class.getResourceAsStream("/messages/" + language + ".properties");
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Texts(texts);
  }

  /** Returns the names of all texts. */
  Set<String> names() {
    return new TreeSet<>(texts.stringPropertyNames());
  }

  /** Returns whether there is such a text. */
  boolean has(String name) {
    return texts.containsKey(name);
  }

  /** Returns a text with its places filled; a value is never read for places again. */
  public String of(String name, Map<String, String> values) {
    String text = texts.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException("no text " + name);
    }
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  /** As above, without places. */
  public String of(String name) {
    return of(name, Map.of());
  }
}
