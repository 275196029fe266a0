// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.rights.internal.rule.AccessRule;
import org.vestibule.rights.internal.rule.ScheduleText;
import org.vestibule.rights.internal.rule.Span;
import org.vestibule.rights.internal.rule.Timetable;

/** Reads one schedule. Keys, bounds and defaults are those of {@link ScheduleConfig}. */
final class ScheduleSettings {
  private static final List<String> KEYS =
      List.of("id", "weekly", "zone", "holidays", "holidaysFile", "onHolidays", "exceptions");
  private static final int MOST_ENTRIES = 32;
  private static final int MOST_DAYS = 400;
  private static final int MOST_LINES = 4000;

  /** How much of what was written a message shows. */
  private static final int SHOWN = 100;

  private static final int LONGEST_LINE = 200;

  private ScheduleSettings() {}

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static Timetable of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(ScheduleConfig.PID, properties, KEYS);
    String id = reader.name("id", null, "office-hours");
    if (id.equals(AccessRule.ALWAYS)) {
      throw refused("id", "'always'", "another name: always needs no configuration", "at-night");
    }
    List<String> weekly = reader.list("weekly", MOST_ENTRIES, List.of());
    if (weekly.isEmpty()) {
      throw refused("weekly", "nothing", "days and their times", "Mon-Fri 08:00-18:00");
    }
    List<List<Span>> week = read("weekly", "Mon-Fri 08:00-18:00", weekly, ScheduleText::week);
    List<Span> onHolidays =
        read(
            "onHolidays",
            "10:00-14:00",
            reader.list("onHolidays", MOST_ENTRIES, List.of()),
            ScheduleText::day);
    Map<LocalDate, List<Span>> exceptions =
        read(
            "exceptions",
            "2026-12-31 closed",
            reader.list("exceptions", MOST_DAYS, List.of()),
            ScheduleText::exceptions);
    Set<LocalDate> once = new HashSet<>();
    Set<MonthDay> yearly = new HashSet<>();
    holidays("holidays", reader.list("holidays", MOST_DAYS, List.of()), once, yearly);
    Optional<Path> file = reader.path("holidaysFile", 400);
    if (file.isPresent()) {
      holidays("holidaysFile", lines(file.get()), once, yearly);
    }
    return new Timetable(
        id,
        zone(reader.text("zone", 60, "")),
        String.join(", ", weekly),
        week,
        once,
        yearly,
        onHolidays,
        exceptions);
  }

  private static void holidays(
      String key, List<String> days, Set<LocalDate> once, Set<MonthDay> yearly)
      throws VestibuleException {
    for (String day : days) {
      read(
          key,
          "2026-12-25",
          day,
          text -> {
            ScheduleText.holiday(text, once, yearly);
            return text;
          });
    }
  }

  private static ZoneId zone(String text) throws VestibuleException {
    try {
      return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw refused("zone", "'" + text + "'", "a zone of the IANA database", "Europe/Berlin");
    }
  }

  private static List<String> lines(Path file) throws VestibuleException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String day = line.replaceFirst("#.*", "").strip();
        if (day.length() > LONGEST_LINE || lines.size() >= MOST_LINES) {
          throw refused(
              "holidaysFile", "too much", MOST_LINES + " days, one a line", "/etc/holidays.txt");
        }
        if (!day.isEmpty()) {
          lines.add(day);
        }
      }
      return lines;
    } catch (IOException e) {
      throw refused("holidaysFile", "'" + file + "'", "a text file in UTF-8", "/etc/holidays.txt");
    }
  }

  private static <T, R> R read(String key, String example, T value, Function<T, R> parser)
      throws VestibuleException {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      String whole =
          value instanceof List<?> entries
              ? entries.stream().map(String::valueOf).collect(Collectors.joining(", "))
              : value.toString();
      String shown = whole.length() <= SHOWN ? whole : whole.substring(0, SHOWN) + "...";
      String found = e.getMessage() + ", in '" + shown + "'";
      throw refused(key, found, "words as in the example", example);
    }
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        ScheduleConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
