// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a group is rung, week by week, written as the schedules of the rights are: {@code Mon-Fri
 * 08:00-12:00 13:00-18:00}, {@code daily 22:00-06:00}. It holds exactly while the clock on the wall
 * shows a time that is written here, end excluded: an hour that comes twice in an autumn night
 * holds in both, and one that a spring night leaves out never. Immutable.
 *
 * @param week what holds on each day, Monday first; empty: always
 */
record RingHours(List<List<Span>> week) {
  /** Always. */
  static final RingHours ALWAYS = new RingHours(List.of());

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern SPAN =
      Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");
  private static final int MOST_SPANS = 16;
  private static final int LONGEST = 400;
  private static final int DAY = 24 * 60;
  private static final long MINUTE = 60_000_000_000L;

  /** Copies. */
  RingHours {
    week = week.stream().map(List::copyOf).toList();
  }

  /**
   * A part of a day by the clock on the wall.
   *
   * @param from its first minute of the day
   * @param to the minute after its last; above 1440 it ends on the next day
   */
  record Span(int from, int to) {
    private boolean holds(long nanos) {
      return nanos >= from * MINUTE && nanos < to * MINUTE;
    }
  }

  /**
   * Reads the words of a configuration; none: always.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static RingHours of(List<String> entries) {
    if (entries.isEmpty()) {
      return ALWAYS;
    }
    List<List<Span>> week = new ArrayList<>();
    DAYS.forEach(day -> week.add(new ArrayList<>()));
    for (String entry : entries) {
      String[] words = words(entry);
      List<Span> spans =
          List.of(words).subList(1, words.length).stream().map(RingHours::span).toList();
      for (int day : days(words[0])) {
        week.get(day).addAll(spans);
        if (week.get(day).size() > MOST_SPANS) {
          throw new IllegalArgumentException("more than " + MOST_SPANS + " times on one day");
        }
      }
    }
    return new RingHours(week);
  }

  /** Returns whether it holds at a moment. */
  boolean open(Instant at, ZoneId zone) {
    if (week.isEmpty()) {
      return true;
    }
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    long nanos = local.toLocalTime().toNanoOfDay();
    int today = local.getDayOfWeek().getValue() - 1;
    int yesterday = (today + DAYS.size() - 1) % DAYS.size();
    return week.get(today).stream().anyMatch(span -> span.holds(nanos))
        || week.get(yesterday).stream().anyMatch(span -> span.holds(nanos + DAY * MINUTE));
  }

  private static String[] words(String entry) {
    if (entry.length() > LONGEST) {
      throw new IllegalArgumentException(entry.length() + " characters in one entry");
    }
    String[] words = entry.strip().split("\\s+");
    if (words.length < 2 || words.length > MOST_SPANS + 1) {
      throw new IllegalArgumentException("'" + entry + "' is no day and its times");
    }
    return words;
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
    if (from == DAY || from == to) {
      throw new IllegalArgumentException(
          "'" + text + "' holds for no time; a whole day is 00:00-24:00");
    }
    return new Span(from, to > from ? to : to + DAY);
  }

  private static int minute(String text, String hours, String minutes) {
    int minute = Integer.parseInt(minutes);
    int all = Integer.parseInt(hours) * 60 + minute;
    if (minute > 59 || all > DAY) {
      throw new IllegalArgumentException("'" + text + "' is no time such as 08:00-18:00");
    }
    return all;
  }
}
