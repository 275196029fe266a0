// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.rights.Pass;
import org.vestibule.api.rights.RightsDesk;

/**
 * What stands beside each name of the directory, gathered once for a whole list. What a service
 * that is missing or locked would have said is left out, and so is what the caller may not see.
 */
final class PeopleFacts {
  private static final Set<Pass.State> USABLE = EnumSet.of(Pass.State.VALID, Pass.State.WAITING);

  private final PeopleDirectory people;
  private final Optional<RightsDesk> desk;
  private final Optional<Credentials> cards;
  private final Map<PersonId, Tenancies.Tenancy> tenancies = new HashMap<>();
  private final Map<PersonId, Integer> passes = new HashMap<>();
  private final Set<PersonId> coded;

  PeopleFacts(PeopleDirectory people, Trust trust, Entrance entrance) {
    this.people = people;
    desk = Optional.ofNullable(entrance.desk);
    cards = Optional.ofNullable(entrance.credentials);
    coded = desk.map(RightsDesk::withCode).orElse(Set.of());
    for (Pass pass : desk.map(RightsDesk::passes).orElse(List.of())) {
      if (USABLE.contains(pass.state())) {
        passes.merge(pass.host(), 1, Integer::sum);
      }
    }
    try {
      Tenancies present = trust.tenancies;
      for (Tenancies.Tenancy each : present == null ? noTenancy() : present.tenancies()) {
        tenancies.put(each.person(), each);
      }
    } catch (VestibuleException e) {
      // A locked vault says so under Health; names are shown all the same.
      tenancies.clear();
    }
  }

  private static List<Tenancies.Tenancy> noTenancy() {
    return List.of();
  }

  /** Returns a person with all that this caller may know of them; never a code or a template. */
  Map<String, Object> of(Person person, Caller caller) {
    List<FaceTemplate> templates = people.templates(person.id());
    Map<String, Object> plain = PeopleResource.plain(person, templates.size());
    plain.put("spaces", templates.stream().map(FaceTemplate::space).distinct().sorted().toList());
    if (Sight.reaches(caller, Permission.SEE_RIGHTS, person)) {
      desk.ifPresent(
          present -> {
            plain.put("code", coded.contains(person.id()));
            plain.put("passes", passes.getOrDefault(person.id(), 0));
          });
      cards.ifPresent(present -> plain.put("cards", present.of(person.id()).size()));
    }
    if (Sight.reaches(caller, Permission.SEE_PEOPLE, person)) {
      plain.putAll(tenancy(person.id()));
    }
    return plain;
  }

  private Map<String, Object> tenancy(PersonId person) {
    Map<String, Object> plain = new LinkedHashMap<>();
    Tenancies.Tenancy tenancy = tenancies.get(person);
    if (tenancy != null) {
      tenancy.lastDay().ifPresent(day -> plain.put("lastDay", day.toString()));
      tenancy.lastSeen().ifPresent(day -> plain.put("lastSeen", day.toString()));
      tenancy.suspended().ifPresent(why -> plain.put("suspended", EventFields.plain(why)));
      tenancy.erasedAfter().ifPresent(at -> plain.put("erasedAfter", at.toString()));
    }
    return plain;
  }
}
