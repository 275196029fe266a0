// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights.CodeAnswer;
import org.vestibule.api.rights.PassWish;
import org.vestibule.api.rights.RightsDesk.IssuedPass;
import org.vestibule.api.store.Vault;

/** The rights of a house with Ada and Bob of unit 12 and Cleo of unit 7, on fakes. */
final class Bench implements AutoCloseable {
  static final DoorId FRONT = new DoorId("front-door");
  static final DoorOutcome OPENED = new DoorOutcome.Opened("Opened", 0);
  static final DoorOutcome DENIED = new DoorOutcome.Denied("order-expired", "Too late");

  final FakePeople people;
  final FakeAudit audit = new FakeAudit();
  final FakeShelves shelves;
  final RuleBook rules;
  final AtomicLong nanos = new AtomicLong();
  final PersonId ada;
  final PersonId bob;
  final PersonId cleo;
  final RightsHouse house;
  final Gate gate;
  final Desk desk;
  final Belongings belongings;

  /** A Monday, 12:00 in UTC. */
  Instant now = Instant.parse("2026-11-30T12:00:00Z");

  Bench() {
    this(new RuleBook());
  }

  Bench(RuleBook rules) {
    this(rules, inhabited(), new FakeShelves());
  }

  private Bench(RuleBook rules, FakePeople people, FakeShelves shelves) {
    this.rules = rules;
    this.people = people;
    this.shelves = shelves;
    ada = new PersonId("ada");
    bob = new PersonId("bob");
    cleo = new PersonId("cleo");
    Surroundings around = new Surroundings();
    around.shelves = shelves;
    around.audit = audit;
    around.people = people.directory();
    around.tenancies = people.tenancies();
    around.vault =
        FakePeople.fake(
            Vault.class,
            Map.of(
                "state",
                none -> new Vault.State(!shelves.locked, "key-file", 3, 1, Optional.empty())));
    house = new RightsHouse(around, rules, Map.of("zone", "UTC"), new MovingClock(), nanos::get);
    // So patient that a busy machine changes no answer.
    gate = new Gate(house, 20_000);
    desk = new Desk(house);
    belongings = new Belongings(house);
    round();
  }

  private static FakePeople inhabited() {
    FakePeople people = new FakePeople();
    people.add("ada", "12", FRONT);
    people.add("bob", "12", FRONT);
    people.add("cleo", "7", FRONT);
    return people;
  }

  /** Another start on what the disk says at this moment. */
  Bench afterPowerCut() {
    Bench next = new Bench(new RuleBook(), people, shelves.afterPowerCut());
    next.now = now;
    return next;
  }

  /** Waits until memory and disk have been brought together once. */
  void round() {
    try {
      house.scribe.call(
          () -> {
            house.memory.round();
            return true;
          });
    } catch (VestibuleException e) {
      throw new IllegalStateException(e);
    }
  }

  void rule(String id, Object... settings) {
    take(RuleConfig.PID, id, settings);
  }

  void take(String factory, String id, Object... settings) {
    Map<String, Object> properties = new HashMap<>(Map.of("id", id));
    for (int i = 0; i < settings.length; i += 2) {
      properties.put((String) settings[i], settings[i + 1]);
    }
    rules.take(factory, factory + "~" + id, properties);
  }

  IssuedPass pass(int uses) throws VestibuleException {
    return desk.issue(
        new PassWish(
            ada,
            "Plumber",
            Set.of(FRONT),
            now.minusSeconds(60),
            now.plus(Duration.ofHours(4)),
            uses));
  }

  CodeAnswer enter(String entry) {
    return gate.check(FRONT, Optional.empty(), entry, now);
  }

  CodeAnswer enter(PersonId person, String entry) {
    return gate.check(FRONT, Optional.of(person), entry, now);
  }

  AccessRequest by(PersonId person, EntryMethod... shown) {
    return AccessRequest.of(person, FRONT, Set.of(shown), now);
  }

  AccessRequest by(IssuedPass pass) {
    return new AccessRequest(
        FRONT,
        Optional.empty(),
        Optional.of(pass.pass().id()),
        Set.of(EntryMethod.PASS),
        false,
        now);
  }

  @Override
  public void close() {
    try {
      house.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class MovingClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
