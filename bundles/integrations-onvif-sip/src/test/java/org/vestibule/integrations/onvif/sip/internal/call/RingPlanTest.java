// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;

class RingPlanTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final List<SipPhone> phones = new ArrayList<>();
  private final Map<String, RingGroup> groups = new HashMap<>();
  private Optional<PersonId> quiet = Optional.empty();

  @Test
  void theOneBellRingsThePhonesThatAreForEverybody() {
    phone("hall");
    phone("anna", "4");
    panel("front");
    assertThat(users(residents(""))).containsExactly(List.of("hall"));
  }

  @Test
  void theOneBellRingsEveryPhoneWhereEachIsForAUnit() {
    phone("anna", "4");
    phone("bert", "5");
    assertThat(users(residents(""))).containsExactly(List.of("anna", "bert"));
  }

  @Test
  void aUnitRingsItsOwnPhonesAndAnUnknownOneTheOthers() {
    phone("hall");
    phone("anna", "4a");
    assertThat(users(residents("4A"))).containsExactly(List.of("anna"));
    assertThat(users(residents("9"))).containsExactly(List.of("hall"));
  }

  @Test
  void aUnitWhoseOnlyPhoneIsQuietRingsNobodyElse() {
    phone("hall");
    phone("anna", "4");
    quiet = Optional.of(new PersonId("anna"));
    assertThat(users(residents("4"))).isEmpty();
    assertThat(users(wanted("4", Audience.RESIDENTS, true))).containsExactly(List.of("anna"));
  }

  @Test
  void noPhonesAreAnEmptyPlan() {
    assertThat(users(residents("4"))).isEmpty();
    assertThat(users(wanted("", Audience.EVERYBODY, true))).isEmpty();
  }

  @Test
  void aGroupOfTheUnitComesBeforeItsPhonesAndGroupsOfTheRestAfterThem() {
    phone("hall");
    phone("anna", "4");
    phone("bert", "5");
    group("four", "4", "", "hall", "anna");
    group("rest", "", "", "hall");
    assertThat(users(residents("4"))).containsExactly(List.of("hall", "anna"));
    assertThat(users(residents("5"))).containsExactly(List.of("bert"));
    assertThat(users(residents("6"))).containsExactly(List.of("hall"));
    assertThat(users(residents(""))).containsExactly(List.of("hall"));
  }

  @Test
  void inTurnMeansOneAfterTheOtherAndThenTheNextGroup() {
    phone("hall");
    phone("anna");
    phone("bert");
    groups.put(
        "a",
        new RingGroup(
            "a",
            Set.of(),
            List.of("anna", "gone", "bert"),
            true,
            Duration.ofSeconds(10),
            RingHours.ALWAYS,
            Optional.of("b")));
    group("b", "99", "", "hall");
    assertThat(plan(residents("")).steps())
        .containsExactly(
            new RingPlan.Step(List.of("anna"), Duration.ofSeconds(10)),
            new RingPlan.Step(List.of("bert"), Duration.ofSeconds(10)),
            new RingPlan.Step(List.of("hall"), Duration.ofSeconds(30)));
  }

  @Test
  void ofGroupsThatNameAUnitTheFirstWhoseHoursItIsRings() {
    phone("day");
    phone("night");
    group("a-night", "4", "daily 22:00-06:00", "night");
    group("b-day", "4", "daily 06:00-22:00", "day");
    assertThat(users(residents("4"))).containsExactly(List.of("day"));
  }

  @Test
  void outsideItsHoursTheNextGroupRingsOrNobody() {
    phone("hall");
    phone("night");
    groups.put(
        "rest",
        new RingGroup(
            "rest",
            Set.of(),
            List.of("hall"),
            false,
            Duration.ofSeconds(30),
            RingHours.of(List.of("daily 00:00-06:00")),
            Optional.of("late")));
    assertThat(users(residents(""))).isEmpty();
    group("late", "99", "", "night");
    assertThat(users(residents(""))).containsExactly(List.of("night"));
  }

  @Test
  void whatIsForTheManagerRingsTheManagerOrWhomeverThereIs() {
    phone("hall");
    phone("desk", "0");
    assertThat(users(wanted("", Audience.MANAGER, false))).containsExactly(List.of("hall"));
    group("manager", "", "", "desk");
    assertThat(users(wanted("", Audience.MANAGER, false))).containsExactly(List.of("desk"));
    assertThat(users(residents(""))).as("it is not the rest").containsExactly(List.of("hall"));
  }

  @Test
  void dangerRingsEveryPhoneWhateverTheHour() {
    phone("hall");
    phone("anna", "4");
    panel("front");
    group("rest", "", "daily 00:00-01:00", "hall");
    quiet = Optional.of(new PersonId("anna"));
    assertThat(users(wanted("", Audience.EVERYBODY, true)))
        .containsExactly(List.of("anna", "hall"));
  }

  @Test
  void allOfItTogetherIsNoLongerThanIsAllowed() {
    phone("a");
    phone("b");
    phone("c");
    groups.put(
        "rest",
        new RingGroup(
            "rest",
            Set.of(),
            List.of("a", "b", "c"),
            true,
            Duration.ofSeconds(50),
            RingHours.ALWAYS,
            Optional.empty()));
    assertThat(plan(residents("")).steps().stream().map(RingPlan.Step::time))
        .containsExactly(Duration.ofSeconds(50), Duration.ofSeconds(40));
  }

  @Test
  void aCircleThatGotInEndsAllTheSame() {
    phone("a");
    groups.put(
        "x",
        new RingGroup(
            "x",
            Set.of("4"),
            List.of("a"),
            false,
            Duration.ofSeconds(5),
            RingHours.ALWAYS,
            Optional.of("x")));
    assertThat(users(residents("4"))).containsExactly(List.of("a"));
  }

  private RingPlan plan(Wanted wanted) {
    return RingPlan.of(
        wanted,
        new RingPlan.House(
            phones,
            groups,
            phone -> phone.person().isPresent() && phone.person().equals(quiet),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90)),
        NOON,
        ZoneOffset.UTC);
  }

  private List<List<String>> users(Wanted wanted) {
    return plan(wanted).steps().stream().map(RingPlan.Step::users).toList();
  }

  private static Wanted residents(String unit) {
    return wanted(unit, Audience.RESIDENTS, false);
  }

  private static Wanted wanted(String unit, Audience audience, boolean urgent) {
    return new Wanted(Optional.of(unit).filter(text -> !text.isEmpty()), audience, urgent);
  }

  private void phone(String user, String... units) {
    phones.add(
        new SipPhone(
            user, user, Optional.empty(), Optional.of(new PersonId(user)), Set.of(units), true));
  }

  private void panel(String user) {
    phones.add(
        new SipPhone(
            user, user, Optional.of(new StationId(user)), Optional.empty(), Set.of(), false));
  }

  private void group(String name, String unit, String hours, String... members) {
    groups.put(
        name,
        new RingGroup(
            name,
            unit.isEmpty() ? Set.of() : Set.of(unit),
            List.of(members),
            false,
            Duration.ofSeconds(30),
            RingHours.of(hours.isEmpty() ? List.of() : List.of(hours)),
            Optional.empty()));
  }
}
