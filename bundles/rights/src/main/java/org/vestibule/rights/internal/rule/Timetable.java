// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When something holds: exactly while the clock on the wall shows a time that is written here, end
 * excluded. So what is written for an hour that comes twice in an autumn night holds in both, and
 * an hour that a spring night leaves out never holds. A span belongs to the day on which it begins:
 * a holiday takes away what begins on it, and not what is left of the night before. Immutable.
 *
 * @param id its name
 * @param zone whose clock
 * @param sentence for people, as it is configured
 * @param week what holds on each day, Monday first; seven
 * @param holidays days on which {@code onHolidays} counts and not the week
 * @param yearly the same, every year
 * @param onHolidays what holds on a holiday
 * @param exceptions days of their own; they come before holidays
 */
public record Timetable(
    String id,
    ZoneId zone,
    String sentence,
    List<List<Span>> week,
    Set<LocalDate> holidays,
    Set<MonthDay> yearly,
    List<Span> onHolidays,
    Map<LocalDate, List<Span>> exceptions) {
  private static final int YEAR = 366;

  /** Copies. */
  public Timetable {
    week = week.stream().map(List::copyOf).toList();
    holidays = Set.copyOf(holidays);
    yearly = Set.copyOf(yearly);
    onHolidays = List.copyOf(onHolidays);
    exceptions = Map.copyOf(exceptions);
  }

  /** Returns whether it holds at a moment. */
  public boolean open(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    long nanos = local.toLocalTime().toNanoOfDay();
    LocalDate day = local.toLocalDate();
    return any(of(day), nanos, false) || any(of(day.minusDays(1)), nanos, true);
  }

  /** Returns when that changes next, if it does within a year. */
  public Optional<Instant> changes(Instant at) {
    boolean now = open(at);
    LocalDate today = LocalDate.ofInstant(at, zone);
    for (int i = 0; i <= YEAR; i++) {
      for (Instant edge : edges(today.plusDays(i))) {
        if (edge.isAfter(at) && open(edge) != now) {
          return Optional.of(edge);
        }
      }
    }
    return Optional.empty();
  }

  /** Every moment of a day at which something may change: spans, midnight and the clock itself. */
  private TreeSet<Instant> edges(LocalDate day) {
    TreeSet<Instant> edges = new TreeSet<>();
    ZonedDateTime midnight = day.atStartOfDay(zone);
    edges.add(midnight.toInstant());
    for (Span span : of(day)) {
      add(edges, day.atStartOfDay().plusMinutes(span.from()));
      add(edges, day.atStartOfDay().plusMinutes(Math.min(span.to(), Span.DAY)));
    }
    for (Span span : of(day.minusDays(1))) {
      if (span.to() > Span.DAY) {
        add(edges, day.atStartOfDay().plusMinutes(span.to() - Span.DAY));
      }
    }
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    ZoneOffsetTransition jump = zone.getRules().nextTransition(midnight.toInstant().minusNanos(1));
    while (jump != null && !jump.getInstant().isAfter(end)) {
      edges.add(jump.getInstant());
      jump = zone.getRules().nextTransition(jump.getInstant());
    }
    return edges;
  }

  /** No moment for a time that is left out, two for one that comes twice. */
  private void add(TreeSet<Instant> edges, LocalDateTime local) {
    for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
      edges.add(local.toInstant(offset));
    }
  }

  private List<Span> of(LocalDate day) {
    List<Span> own = exceptions.get(day);
    if (own != null) {
      return own;
    }
    boolean holiday = holidays.contains(day) || yearly.contains(MonthDay.from(day));
    return holiday ? onHolidays : week.get(day.getDayOfWeek().getValue() - 1);
  }

  private static boolean any(List<Span> spans, long nanos, boolean ofYesterday) {
    for (Span span : spans) {
      if (span.holds(nanos, ofYesterday)) {
        return true;
      }
    }
    return false;
  }
}
