// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;

/**
 * Tenancies of the people in the database. A suspension takes effect whether or not the audit can
 * tell of it, because it takes something away; what gives something back is audited first.
 */
public final class HouseTenancies implements Tenancies {
  private final Roster roster;
  private final TenureRows rows;
  private final Journal journal;
  private final Neighbour<SiteLaw> law;
  private final Clock clock;

  /** Uses the profile of the site that is in force when it is asked. */
  public HouseTenancies(
      Roster roster, TenureRows rows, Journal journal, Neighbour<SiteLaw> law, Clock clock) {
    this.roster = roster;
    this.rows = rows;
    this.journal = journal;
    this.law = law;
    this.clock = clock;
  }

  @Override
  public void endsOn(PersonId person, Optional<LocalDate> lastDay) throws VestibuleException {
    Resident held = known(person);
    Map<String, String> details = new TreeMap<>();
    details.put("before", day(held.tenure().lastDay()));
    details.put("after", day(lastDay));
    journal.record("operator", "tenancy-set", held.subject(), details);
    rows.lastDay(held.subject(), lastDay);
    roster.refresh(held.subject());
    if (lastDay.filter(today()::isAfter).isPresent()) {
      suspend(person, "tenancy-ended");
    }
  }

  private static String day(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("none");
  }

  @Override
  public void suspend(PersonId person, String why) throws VestibuleException {
    Resident held = known(person);
    if (held.suspended()) {
      return;
    }
    rows.suspend(held.subject(), clock.instant(), why);
    roster.refresh(held.subject());
    roster.tell(person);
    journal.note("gateway", "person-suspended", held.subject(), Map.of("reason", why));
  }

  @Override
  public void resume(PersonId person) throws VestibuleException {
    Resident held = known(person);
    if (!held.suspended()) {
      throw new VestibuleException(
          "not-suspended",
          "person " + person,
          "not suspended",
          "somebody who is suspended",
          "There is nothing to undo");
    }
    String why = held.tenure().suspended().orElseThrow().why();
    journal.record("operator", "person-resumed", held.subject(), Map.of("before", why));
    rows.resume(held.subject(), today());
    roster.refresh(held.subject());
    roster.tell(person);
  }

  @Override
  public List<PersonId> present(Set<PersonId> present, int mostLeaving) throws VestibuleException {
    requireOpen();
    List<PersonId> leaving =
        roster.all().stream()
            .filter(one -> !one.suspended() && !present.contains(one.person().id()))
            .map(one -> one.person().id())
            .sorted(Comparator.comparing(PersonId::value))
            .toList();
    if (leaving.size() > mostLeaving) {
      throw new VestibuleException(
          "feed-suspicious",
          "the landlord's list",
          leaving.size() + " people are not on it",
          "at most " + mostLeaving + " who leave at once",
          "Check whether the list is whole; if it is, send it again with a higher bound");
    }
    for (PersonId person : leaving) {
      suspend(person, "not-on-landlords-list");
    }
    return leaving;
  }

  /**
   * Suspends everyone whose tenancy is over, or whom no door has opened for so long that the site's
   * profile takes them for gone.
   *
   * @return how many
   */
  int suspendDue() throws VestibuleException {
    LocalDate today = today();
    long patience = profile().map(SiteProfile::inactivity).orElse(Duration.ZERO).toDays();
    int suspended = 0;
    for (Resident one : roster.all()) {
      boolean over = one.tenure().over(today);
      boolean idle = patience > 0 && one.tenure().active().plusDays(patience).isBefore(today);
      if (!one.suspended() && (over || idle)) {
        suspend(one.person().id(), over ? "tenancy-ended" : "inactive");
        suspended++;
      }
    }
    return suspended;
  }

  /** Returns who was suspended before that moment, with the reason. */
  Map<PersonId, String> suspendedBefore(Instant oldest) {
    Map<PersonId, String> due = new TreeMap<>(Comparator.comparing(PersonId::value));
    for (Resident one : roster.all()) {
      one.tenure()
          .suspended()
          .filter(suspension -> suspension.since().isBefore(oldest))
          .ifPresent(suspension -> due.put(one.person().id(), suspension.why()));
    }
    return due;
  }

  @Override
  public List<Tenancy> tenancies() throws VestibuleException {
    requireOpen();
    Optional<Duration> delay = profile().map(SiteProfile::erasureDelay);
    List<Tenancy> all = new ArrayList<>();
    for (Resident one : roster.all()) {
      Tenure tenure = one.tenure();
      all.add(
          new Tenancy(
              one.person().id(),
              tenure.lastDay(),
              tenure.lastSeen(),
              tenure.suspended(),
              tenure.suspended().flatMap(since -> delay.map(since.since()::plus))));
    }
    all.sort(Comparator.comparing(tenancy -> tenancy.person().value()));
    return List.copyOf(all);
  }

  private Optional<SiteProfile> profile() {
    try (Neighbour.Held<SiteLaw> held = law.hold()) {
      return held.service().map(SiteLaw::profile);
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private void requireOpen() throws VestibuleException {
    if (!roster.open()) {
      throw new VestibuleException(
          "vault-locked",
          "the vault",
          "locked: nobody is known",
          "an open vault",
          "Open it with the passphrase");
    }
  }

  private Resident known(PersonId person) throws VestibuleException {
    requireOpen();
    return roster
        .of(person)
        .orElseThrow(
            () ->
                new VestibuleException(
                    "unknown-person",
                    "person " + person,
                    "nobody of that id is enrolled",
                    "the id of somebody who is",
                    "Look it up in the list of people"));
  }
}
