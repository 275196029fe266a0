// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.door.DoorId;

/** All that is configured, ready to be asked. Immutable. */
public final class Book {
  private final Map<String, Timetable> timetables;
  private final List<AccessRule> rules;
  private final List<Zone> zones;
  private final Set<DoorId> withheld;
  private final ZoneId clock;
  private final int resetHour;
  private final Map<DoorId, List<AccessRule>> byDoor = new HashMap<>();

  /**
   * @param timetables by id
   * @param rules in the order in which they are looked at
   * @param withheld doors of a rule that could not be read: nobody passes them by what is usual
   * @param clock the building's time zone
   * @param resetHour at which hour of its night everybody's place is forgotten, 0 to 23
   */
  public Book(
      Map<String, Timetable> timetables,
      List<AccessRule> rules,
      List<Zone> zones,
      Set<DoorId> withheld,
      ZoneId clock,
      int resetHour) {
    this.timetables = Map.copyOf(timetables);
    this.rules = List.copyOf(rules);
    this.zones = List.copyOf(zones);
    this.withheld = Set.copyOf(withheld);
    this.clock = clock;
    this.resetHour = resetHour;
    for (AccessRule rule : rules) {
      rule.doors().forEach(door -> byDoor.computeIfAbsent(door, d -> new ArrayList<>()).add(rule));
    }
  }

  /** Returns the schedules by name. */
  public Map<String, Timetable> timetables() {
    return timetables;
  }

  /** Returns the rules in order. */
  public List<AccessRule> rules() {
    return rules;
  }

  /** Returns the zones in order. */
  public List<Zone> zones() {
    return zones;
  }

  List<AccessRule> rules(DoorId door) {
    return byDoor.getOrDefault(door, List.of());
  }

  boolean withheld(DoorId door) {
    return withheld.contains(door);
  }

  /**
   * Returns whether a door was entered on the day of the schedule's zone on which {@code at} is.
   */
  public boolean sameDay(String schedule, Instant entered, Instant at) {
    Timetable timetable = timetables.get(schedule);
    ZoneId zone = timetable == null ? clock : timetable.zone();
    return LocalDate.ofInstant(entered, zone).equals(LocalDate.ofInstant(at, zone));
  }

  /**
   * Returns whether where somebody was at {@code since} is forgotten by {@code at}: it is of before
   * the night, or of a clock that was wrong by more than a day.
   */
  public boolean forgotten(Instant since, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, clock);
    LocalTime hour = LocalTime.of(resetHour, 0);
    Instant reset = day.atTime(hour).atZone(clock).toInstant();
    if (reset.isAfter(at)) {
      reset = day.minusDays(1).atTime(hour).atZone(clock).toInstant();
    }
    return since.isBefore(reset) || since.isAfter(at.plus(Duration.ofDays(1)));
  }
}
