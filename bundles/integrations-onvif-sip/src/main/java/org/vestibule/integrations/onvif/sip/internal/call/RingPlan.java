// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vestibule.api.notice.Audience;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;

/**
 * Who is rung, one step after the other, until somebody answers. Immutable; making one is pure.
 *
 * @param steps what rings together; none of them empty
 */
record RingPlan(List<Step> steps) {
  /** Copies. */
  RingPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Phones that ring together.
   *
   * @param users theirs
   * @param time for how long at most
   */
  record Step(List<String> users, Duration time) {
    /** Copies. */
    Step {
      users = List.copyOf(users);
    }
  }

  /** Returns for how long it rings when nobody answers. */
  Duration time() {
    return steps.stream().map(Step::time).reduce(Duration.ZERO, Duration::plus);
  }

  /** What there is in this house to decide with. */
  record House(
      Collection<SipPhone> phones,
      Map<String, RingGroup> groups,
      Predicate<SipPhone> quiet,
      Duration each,
      Duration most) {}

  /**
   * Decides. In this order: the groups that name the unit, the first by name whose hours it is; the
   * phones that name the unit; the groups that name none; the phones that name none. What is for
   * everybody rings every phone, what is for the manager the group {@code manager} if there is one.
   */
  static RingPlan of(Wanted wanted, House house, Instant at, ZoneId zone) {
    List<SipPhone> all =
        house.phones().stream()
            .filter(phone -> phone.station().isEmpty())
            .sorted(Comparator.comparing(SipPhone::user))
            .toList();
    Predicate<SipPhone> rings = phone -> wanted.urgent() || !house.quiet().test(phone);
    Predicate<RingGroup> open = group -> wanted.urgent() || group.hours().open(at, zone);
    List<Step> steps = new ArrayList<>();
    Optional<List<RingGroup>> chain = chain(wanted, house, all, open);
    if (chain.isPresent()) {
      Set<String> known = new HashSet<>(users(all, rings));
      chain.get().stream().filter(open).forEach(group -> add(steps, group, known));
    } else {
      add(steps, users(all, rings.and(withoutGroup(wanted, all))), house.each());
    }
    return new RingPlan(within(house.most(), steps));
  }

  /** Returns the groups to ring in turn; empty where none is for what is wanted. */
  private static Optional<List<RingGroup>> chain(
      Wanted wanted, House house, List<SipPhone> phones, Predicate<RingGroup> open) {
    if (wanted.audience() == Audience.EVERYBODY) {
      return Optional.empty();
    }
    RingGroup manager = house.groups().get(RingGroup.MANAGER);
    if (wanted.audience() == Audience.MANAGER && manager != null) {
      return Optional.of(following(manager, house));
    }
    Optional<List<RingGroup>> named =
        wanted.unit().flatMap(unit -> first(house, group -> group.names(unit), open));
    return named.isPresent() || own(wanted, phones)
        ? named
        : first(house, RingGroup::forTheRest, open);
  }

  private static Optional<List<RingGroup>> first(
      House house, Predicate<RingGroup> which, Predicate<RingGroup> open) {
    List<RingGroup> fit =
        house.groups().values().stream()
            .filter(which)
            .sorted(Comparator.comparing(RingGroup::name))
            .toList();
    return Stream.concat(fit.stream().filter(open), fit.stream())
        .findFirst()
        .map(group -> following(group, house));
  }

  /** Returns a group and those that come after it, each once. */
  private static List<RingGroup> following(RingGroup first, House house) {
    List<RingGroup> chain = new ArrayList<>();
    for (RingGroup group = first; group != null && !chain.contains(group); ) {
      chain.add(group);
      group = group.next().map(house.groups()::get).orElse(null);
    }
    return chain;
  }

  private static void add(List<Step> steps, RingGroup group, Set<String> known) {
    List<String> members = group.members().stream().filter(known::contains).toList();
    if (group.inTurn()) {
      members.forEach(member -> add(steps, List.of(member), group.each()));
    } else {
      add(steps, members, group.each());
    }
  }

  private static void add(List<Step> steps, List<String> users, Duration time) {
    if (!users.isEmpty()) {
      steps.add(new Step(users, time));
    }
  }

  private static Predicate<SipPhone> withoutGroup(Wanted wanted, List<SipPhone> all) {
    boolean forNobody = all.stream().noneMatch(phone -> phone.units().isEmpty());
    if (wanted.audience() == Audience.EVERYBODY || (wanted.unit().isEmpty() && forNobody)) {
      return phone -> true;
    }
    return own(wanted, all)
        ? phone -> names(phone, wanted.unit().orElse(""))
        : phone -> phone.units().isEmpty();
  }

  private static boolean own(Wanted wanted, List<SipPhone> all) {
    return wanted.unit().filter(unit -> all.stream().anyMatch(p -> names(p, unit))).isPresent();
  }

  private static List<String> users(List<SipPhone> phones, Predicate<SipPhone> which) {
    return phones.stream().filter(which).map(SipPhone::user).toList();
  }

  private static boolean names(SipPhone phone, String unit) {
    return phone.units().stream().anyMatch(unit::equalsIgnoreCase);
  }

  private static List<Step> within(Duration most, List<Step> steps) {
    List<Step> kept = new ArrayList<>();
    Duration left = most;
    for (Step step : steps) {
      Duration time = step.time().compareTo(left) < 0 ? step.time() : left;
      if (!time.isZero()) {
        kept.add(new Step(step.users(), time));
      }
      left = left.minus(time);
    }
    return kept;
  }
}
