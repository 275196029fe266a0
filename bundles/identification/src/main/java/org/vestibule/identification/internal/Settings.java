// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration {@code org.vestibule.identification}, which counts only with a legal basis.
 *
 * @param basis what allows identification
 * @param int8 whether searches read the small form first
 * @param threads of one search
 */
record Settings(LegalBasis basis, boolean int8, int threads) {
  private static final String PID = IdentificationConfig.PID;
  private static final List<String> KEYS =
      List.of("legalBasis", "recordedBy", "recordedOn", "reviewBy", "int8", "threads");
  private static final String EXAMPLE =
      "Explicit consent, GDPR Art. 9(2)(a); register entry 2026-014";

  /**
   * Reads it.
   *
   * @param today the date on which it is to count
   * @throws VestibuleException {@code configuration-invalid}: what is missing, malformed or overdue
   */
  static Settings read(Map<String, ?> properties, LocalDate today) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, properties, KEYS);
    String text = required(reader, "legalBasis", 10, 300, EXAMPLE);
    String by = required(reader, "recordedBy", 2, 80, "Data protection officer");
    LocalDate on = date(reader, "recordedOn", today);
    if (on.isAfter(today)) {
      throw SettingsReader.invalid(
          PID,
          "recordedOn",
          on + ", which is in the future",
          "a date up to today, " + today,
          "Set the day on which the legal basis was recorded.");
    }
    LocalDate review = date(reader, "reviewBy", today.plusYears(1));
    if (review.isBefore(today)) {
      throw SettingsReader.invalid(
          PID,
          "reviewBy",
          review + ", which has passed",
          "a date from today, " + today,
          "Review the legal basis, and set the day of the next review.");
    }
    return new Settings(
        new LegalBasis(text, by, on, review),
        reader.flag("int8", true),
        reader.integer("threads", 1, 4, 2));
  }

  private static String required(
      SettingsReader reader, String key, int least, int most, String example)
      throws VestibuleException {
    String text = reader.text(key, most, "");
    if (text.length() < least) {
      throw SettingsReader.invalid(
          PID,
          key,
          text.isEmpty() ? "nothing" : "'" + text + "'",
          least + " to " + most + " characters",
          SettingsReader.example(key, example));
    }
    return text;
  }

  private static LocalDate date(SettingsReader reader, String key, LocalDate example)
      throws VestibuleException {
    String text = reader.text(key, 40, "");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw SettingsReader.invalid(
          PID,
          key,
          text.isEmpty() ? "nothing" : "'" + text + "'",
          "a date as year-month-day",
          SettingsReader.example(key, example.toString()));
    }
  }
}
