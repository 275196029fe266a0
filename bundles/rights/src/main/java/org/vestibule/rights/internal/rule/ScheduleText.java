// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the words of a schedule: {@code Mon-Fri 08:00-12:00 13:00-18:00}, {@code 2026-12-24
 * closed}, {@code 12-25}. What it refuses is an {@link IllegalArgumentException} with a sentence
 * for people.
 */
public final class ScheduleText {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern SPAN =
      Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");
  private static final int MOST_SPANS = 16;
  private static final int LONGEST = 400;

  private ScheduleText() {}

  /** Reads what holds on each day of a week, Monday first. */
  public static List<List<Span>> week(List<String> entries) {
    List<List<Span>> week = new ArrayList<>();
    DAYS.forEach(day -> week.add(new ArrayList<>()));
    for (String entry : entries) {
      String[] words = words(entry);
      List<Span> spans = spans(entry, words);
      for (int day : days(words[0])) {
        week.get(day).addAll(spans);
        if (week.get(day).size() > MOST_SPANS) {
          throw new IllegalArgumentException("more than " + MOST_SPANS + " times on one day");
        }
      }
    }
    return week;
  }

  /** Reads the times of one day, for example {@code 10:00-14:00}; none: closed. */
  public static List<Span> day(List<String> entries) {
    if (entries.size() > MOST_SPANS) {
      throw new IllegalArgumentException("more than " + MOST_SPANS + " times on one day");
    }
    return entries.stream().map(ScheduleText::span).toList();
  }

  /** Reads days of their own. */
  public static Map<LocalDate, List<Span>> exceptions(List<String> entries) {
    Map<LocalDate, List<Span>> days = new HashMap<>();
    for (String entry : entries) {
      String[] words = words(entry);
      boolean closed = words.length == 2 && words[1].equalsIgnoreCase("closed");
      List<Span> spans = closed ? List.of() : spans(entry, words);
      if (days.put(date(words[0]), spans) != null) {
        throw new IllegalArgumentException("'" + words[0] + "' stands there twice");
      }
    }
    return days;
  }

  /** Reads a holiday into one of two sets: {@code 2026-12-25}, or {@code 12-25} for every year. */
  public static void holiday(String text, Set<LocalDate> once, Set<MonthDay> yearly) {
    if (text.length() == 5) {
      try {
        yearly.add(MonthDay.parse("--" + text));
        return;
      } catch (DateTimeException e) {
        throw noDate(text);
      }
    }
    once.add(date(text));
  }

  private static String[] words(String entry) {
    if (entry.length() > LONGEST) {
      throw new IllegalArgumentException(entry.length() + " characters in one entry");
    }
    return entry.strip().split("\\s+");
  }

  private static List<Span> spans(String entry, String[] words) {
    if (words.length < 2 || words.length > MOST_SPANS + 1) {
      throw new IllegalArgumentException("'" + entry + "' is no day and its times");
    }
    return List.of(words).subList(1, words.length).stream().map(ScheduleText::span).toList();
  }

  private static List<Integer> days(String text) {
    if (text.equalsIgnoreCase("daily")) {
      return List.of(0, 1, 2, 3, 4, 5, 6);
    }
    String[] ends = text.toLowerCase(Locale.ROOT).split("-", -1);
    int first = DAYS.indexOf(ends[0]);
    int last = ends.length == 2 ? DAYS.indexOf(ends[1]) : first;
    if (first < 0 || last < 0 || ends.length > 2) {
      throw new IllegalArgumentException("'" + text + "' is no day of the week");
    }
    List<Integer> days = new ArrayList<>();
    for (int day = first; ; day = (day + 1) % DAYS.size()) {
      days.add(day);
      if (day == last) {
        return days;
      }
    }
  }

  private static Span span(String text) {
    Matcher form = SPAN.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no time such as 08:00-18:00");
    }
    int from = minute(text, form.group(1), form.group(2));
    int to = minute(text, form.group(3), form.group(4));
    if (from == Span.DAY || from == to) {
      throw new IllegalArgumentException(
          "'" + text + "' holds for no time; a whole day is 00:00-24:00");
    }
    return new Span(from, to > from ? to : to + Span.DAY);
  }

  private static int minute(String text, String hours, String minutes) {
    int hour = Integer.parseInt(hours);
    int minute = Integer.parseInt(minutes);
    if (minute > 59 || hour * 60 + minute > Span.DAY) {
      throw new IllegalArgumentException("'" + text + "' is no time such as 08:00-18:00");
    }
    return hour * 60 + minute;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw noDate(text);
    }
  }

  private static IllegalArgumentException noDate(String text) {
    return new IllegalArgumentException("'" + text + "' is no date such as 2026-12-25");
  }
}
