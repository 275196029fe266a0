// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.Pass;
import org.vestibule.api.rights.PassWish;
import org.vestibule.api.rights.RightsDesk;
import org.vestibule.rights.internal.rule.Subject;
import org.vestibule.rights.internal.rule.Timetable;
import org.vestibule.rights.internal.rule.Who;

/**
 * Gives and takes rights: checks, audits, writes, and only then lets it count. Each change is made
 * by the scribe's thread, one after the other. Thread-safe.
 */
@Component(service = RightsDesk.class)
public final class Desk implements RightsDesk {
  private static final int MOST_GROUPS = 1000;
  private static final int MOST_MEMBERS = 10_000;

  private final RightsHouse house;
  private final PassOffice passes;

  /** Works on what the house knows. */
  @Activate
  public Desk(@Reference RightsHouse house) {
    this.house = house;
    passes = new PassOffice(house);
  }

  @Override
  public List<Pass> passes() {
    return passes.all();
  }

  @Override
  public IssuedPass issue(PassWish wish) throws VestibuleException {
    return house.scribe.call(() -> passes.issue(wish));
  }

  @Override
  public void revoke(String pass) throws VestibuleException {
    house.scribe.call(
        () -> {
          passes.revoke(pass);
          return pass;
        });
  }

  @Override
  public void setCode(PersonId person, char[] code) throws VestibuleException {
    char[] mine = code.clone();
    try {
      house.scribe.call(
          () -> {
            KeyedHash hash = hash();
            String unit = known(person).person().unit();
            CodeForm.require(mine, house.settings().leastCodeDigits(), unit);
            if (house.codes.collides(hash, person, mine, house.memory.roll().of(unit))) {
              throw CodeForm.weak(
                  "too like one of the same unit", "digits of which more than the last differ");
            }
            audit("code-set", Map.of("person", person.value()));
            Codes.Kept kept = Codes.hashed(hash, person, mine);
            house.shelf.put(hash, person, kept);
            house.codes.put(person, kept);
            return person;
          });
    } finally {
      Arrays.fill(mine, '0');
    }
  }

  @Override
  public boolean clearCode(PersonId person) throws VestibuleException {
    return house.scribe.call(
        () -> {
          KeyedHash hash = hash();
          if (!house.codes.has(person)) {
            return false;
          }
          audit("code-cleared", Map.of("person", person.value()));
          house.codes.remove(person);
          house.shelf.removeCode(hash, person);
          return true;
        });
  }

  @Override
  public Set<PersonId> withCode() {
    return house.codes.people();
  }

  @Override
  public Map<String, Set<PersonId>> groups() {
    return house.groups.all();
  }

  @Override
  public void join(String group, PersonId person) throws VestibuleException {
    house.scribe.call(
        () -> {
          hash();
          require(group);
          known(person);
          if (!house.groups.members(group).contains(person)) {
            audit("group-joined", Map.of("group", group, "person", person.value()));
            write(group, house.groups.with(group, person));
          }
          return group;
        });
  }

  @Override
  public boolean leave(String group, PersonId person) throws VestibuleException {
    return house.scribe.call(
        () -> {
          hash();
          if (!house.groups.members(group).contains(person)) {
            return false;
          }
          audit("group-left", Map.of("group", group, "person", person.value()));
          write(group, house.groups.without(group, person));
          return true;
        });
  }

  @Override
  public List<Rule> rules() {
    return house.rules.book().rules().stream()
        .map(
            rule ->
                new Rule(
                    rule.id(),
                    rule.doors(),
                    rule.who().stream().map(Who::toString).toList(),
                    rule.schedule(),
                    rule.ways()))
        .toList();
  }

  @Override
  public List<Schedule> schedules() {
    Instant now = house.clock.instant();
    return house.rules.book().timetables().values().stream()
        .sorted(Comparator.comparing(Timetable::id))
        .map(each -> new Schedule(each.id(), each.open(now), each.changes(now), each.sentence()))
        .toList();
  }

  @Override
  public void forgive(PersonId person) throws VestibuleException {
    house.scribe.call(
        () -> {
          KeyedHash hash = hash();
          known(person);
          audit("passback-forgiven", Map.of("person", person.value()));
          house.whereabouts.forget(person);
          house.shelf.put(hash, person, Map.of());
          return person;
        });
  }

  private void write(String group, Set<PersonId> people) throws VestibuleException {
    house.shelf.putGroup(group, people.stream().map(PersonId::value).sorted().toList());
    house.groups.put(group, people);
  }

  private void require(String group) throws VestibuleException {
    Set<PersonId> members = house.groups.members(group);
    try {
      Identifier.require("group", group);
    } catch (IllegalArgumentException e) {
      throw invalid("a name of another form", "1 to 63 of a-z, 0-9 and '-'", "cleaners");
    }
    if (members.size() >= MOST_MEMBERS) {
      throw invalid(members.size() + " members", "at most " + MOST_MEMBERS, "a second group");
    }
    if (members.isEmpty() && house.groups.all().size() >= MOST_GROUPS) {
      throw invalid(MOST_GROUPS + " groups", "at most so many", "one that is there");
    }
  }

  private Subject known(PersonId person) throws VestibuleException {
    Optional<Subject> known = house.subject(person, house.clock.instant());
    return known.orElseThrow(() -> PassOffice.unknown(person));
  }

  private KeyedHash hash() throws VestibuleException {
    return PassOffice.ready(house);
  }

  private void audit(String action, Map<String, String> details) throws VestibuleException {
    house.around.audit().record(Acting.now().subject(), action, new HashMap<>(details));
  }

  private static VestibuleException invalid(String found, String allowed, String example) {
    return new VestibuleException(
        "group-invalid", "group", found, allowed, "Choose " + example + ", for example.");
  }
}
