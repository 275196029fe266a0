// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.text.MessageFormat;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of one language. English stands in for a language that has none. Immutable;
 * thread-safe.
 */
final class SummaryWords {
  private static final String BUNDLE = SummaryWords.class.getPackageName() + ".summary";
  private static final int WRITTEN_OUT = 12;

  private final ResourceBundle words;
  private final Locale locale;

  private SummaryWords(ResourceBundle words) {
    this.words = words;
    this.locale = words.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : words.getLocale();
  }

  static SummaryWords of(Locale language) {
    ResourceBundle.Control noFallback =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    return new SummaryWords(
        ResourceBundle.getBundle(
            BUNDLE, language, SummaryWords.class.getClassLoader(), noFallback));
  }

  /** Returns the sentence or phrase of that key, filled in. */
  String text(String key, Object... values) {
    return new MessageFormat(words.getString(key), locale).format(values);
  }

  /** Returns a count with its noun, for example {@code five couriers}; empty without words. */
  Optional<String> counted(String name, long count) {
    try {
      String form = words.getString(name + (count == 1 ? ".one" : ".many"));
      return Optional.of(new MessageFormat(form, locale).format(new Object[] {number(count)}));
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }

  /** Returns a number as people write it: up to twelve in letters. */
  String number(long count) {
    return count <= WRITTEN_OUT
        ? words.getString("number." + count)
        : String.format(locale, "%,d", count);
  }

  /** Returns the words, in lower case, that are numbers. */
  Set<String> numbers() {
    return Set.of(words.getString("numbers").split(Pattern.quote(" ")));
  }

  /** Returns {@code a, b and c}. */
  String list(List<String> items) {
    List<String> all = new ArrayList<>(items);
    String last = all.remove(all.size() - 1);
    return all.isEmpty() ? last : text("list", String.join(", ", all), last);
  }

  String date(ZonedDateTime at) {
    return at.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
  }

  String clock(ZonedDateTime at) {
    return at.format(DateTimeFormatter.ofPattern("HH:mm", locale));
  }

  Locale locale() {
    return locale;
  }
}
