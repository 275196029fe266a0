// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.api.rights.Pass;
import org.vestibule.api.rights.PassWish;
import org.vestibule.api.rights.RightsDesk;

/** Rights, cards and readers in memory, for the people of a {@link SampleHouse}. */
final class SampleEntrance {
  final Entrance entrance = new Entrance();
  final List<String> deeds = new CopyOnWriteArrayList<>();
  final List<Pass> passes = new CopyOnWriteArrayList<>();
  final List<Credentials.Assignment> cards = new CopyOnWriteArrayList<>();
  final SampleReaders readers = new SampleReaders(this::done);
  final SampleCameras cameras = new SampleCameras(this::done);
  private final SampleHouse house;

  SampleEntrance(SampleHouse house) {
    this.house = house;
    entrance.rights = new OfficeHours();
    entrance.desk = new KeptDesk();
    entrance.credentials = new KeptCards();
    entrance.readers = readers;
    entrance.finder = cameras;
  }

  private void done(String what) {
    deeds.add(Acting.now().subject() + ": " + what);
  }

  private void known(PersonId person) throws VestibuleException {
    if (!house.people.containsKey(person)) {
      throw SampleAccess.refused("unknown-person");
    }
  }

  /** Lets people in by day, by UTC. */
  private static final class OfficeHours implements AccessRights {
    @Override
    public Entitlement judge(AccessRequest request) {
      boolean day = request.at().toString().substring(11, 13).compareTo("08") >= 0;
      List<Entitlement.Step> trace =
          List.of(new Entitlement.Step("schedule office", day, day ? "open" : "from 08:00"));
      return day
          ? new Entitlement.Granted(
              request.person().orElseThrow(), request.shown(), Optional.empty(), false, trace)
          : new Entitlement.Refused("out-of-schedule", "Too early", Optional.empty(), trace);
    }

    @Override
    public CodeAnswer check(DoorId door, Optional<PersonId> person, String entered, Instant at) {
      return new CodeAnswer.Wrong(4);
    }

    @Override
    public Entitlement reserve(String order, AccessRequest request) {
      return judge(request);
    }

    @Override
    public void settle(String order, DoorOutcome outcome) {}
  }

  private final class KeptDesk implements RightsDesk {
    private final Map<String, Set<PersonId>> groups = new TreeMap<>();
    private final Set<PersonId> coded = ConcurrentHashMap.newKeySet();

    @Override
    public List<Pass> passes() {
      return passes;
    }

    @Override
    public IssuedPass issue(PassWish wish) throws VestibuleException {
      known(wish.host());
      Pass pass =
          new Pass(
              "p-" + passes.size(),
              wish.host(),
              wish.label(),
              wish.doors(),
              wish.from(),
              wish.until(),
              wish.uses(),
              0,
              Pass.State.VALID);
      passes.add(pass);
      return new IssuedPass(pass, "12345678", "VABCDEFGHIJKLMNOPQRSTUVWXYZ");
    }

    @Override
    public void revoke(String pass) {
      done("revoke " + pass);
      passes.replaceAll(each -> each.id().equals(pass) ? ended(each) : each);
    }

    private static Pass ended(Pass pass) {
      return new Pass(
          pass.id(),
          pass.host(),
          pass.label(),
          pass.doors(),
          pass.from(),
          pass.until(),
          pass.uses(),
          pass.used(),
          Pass.State.REVOKED);
    }

    @Override
    public void setCode(PersonId person, char[] code) throws VestibuleException {
      known(person);
      if (code.length < 4) {
        throw SampleAccess.refused("code-weak");
      }
      done("code of " + person);
      coded.add(person);
    }

    @Override
    public boolean clearCode(PersonId person) throws VestibuleException {
      known(person);
      return coded.remove(person);
    }

    @Override
    public Set<PersonId> withCode() {
      return coded;
    }

    @Override
    public Map<String, Set<PersonId>> groups() {
      return groups;
    }

    @Override
    public void join(String group, PersonId person) throws VestibuleException {
      known(person);
      groups
          .computeIfAbsent(
              group, name -> new TreeSet<>(java.util.Comparator.comparing(PersonId::value)))
          .add(person);
    }

    @Override
    public boolean leave(String group, PersonId person) {
      return groups.containsKey(group) && groups.get(group).remove(person);
    }

    @Override
    public List<Rule> rules() {
      return List.of(
          new Rule(
              "staff",
              Set.of(new DoorId("front-door")),
              List.of("everyone"),
              "office",
              List.of(Set.of(EntryMethod.FACE))));
    }

    @Override
    public List<Schedule> schedules() {
      return List.of(new Schedule("office", true, Optional.empty(), "Mon-Fri 08:00-18:00"));
    }

    @Override
    public void forgive(PersonId person) throws VestibuleException {
      known(person);
      done("forgive " + person);
    }
  }

  private final class KeptCards implements Credentials {
    @Override
    public Optional<Card> card(PersonId person, DoorId door) {
      return of(person).stream().findFirst().map(Assignment::card);
    }

    @Override
    public Optional<PersonId> holder(DoorId door, Card card) {
      return Optional.empty();
    }

    @Override
    public void assign(Assignment assignment) throws VestibuleException {
      known(assignment.person());
      if (cards.stream().anyMatch(card -> card.card().equals(assignment.card()))) {
        throw SampleAccess.refused("card-taken");
      }
      cards.add(assignment);
    }

    @Override
    public Changes replace(String source, List<Assignment> given, Instant until) {
      return new Changes(0, 0, 0, 0);
    }

    @Override
    public int withdraw(PersonId person, Optional<String> panel) {
      int before = cards.size();
      cards.removeIf(
          card ->
              card.person().equals(person)
                  && panel.filter(on -> !on.equals(card.panel())).isEmpty());
      return before - cards.size();
    }

    @Override
    public List<Assignment> of(PersonId person) {
      return cards.stream().filter(card -> card.person().equals(person)).toList();
    }

    @Override
    public int holders() {
      return cards.size();
    }

    @Override
    public ImportReport importTable(InputStream table, boolean dryRun) throws VestibuleException {
      try {
        List<String> lines =
            new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        List<BadRow> bad = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
          if (!lines.get(i).startsWith("ada-brandt,")) {
            bad.add(new BadRow(i + 1, "person", "unknown-person", "Nobody here has this id"));
          }
        }
        done("import of " + lines.size() + (dryRun ? ", dry" : ""));
        return new ImportReport(lines.size() - 1, lines.size() - 1 - bad.size(), bad);
      } catch (IOException e) {
        throw SampleAccess.refused("table-invalid");
      }
    }
  }
}
