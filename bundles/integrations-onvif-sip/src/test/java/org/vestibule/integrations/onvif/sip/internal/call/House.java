// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Caller.Kind;
import org.vestibule.api.access.Caller.Through;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.CallEvent.CallEnded;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;

/** A house of fakes around the real exchange. */
final class House implements AutoCloseable {
  static final VisitId VISIT = new VisitId("v-1");
  private static final Duration SOON = Duration.ofSeconds(60);

  final FakeTicks ticks = new FakeTicks();
  final FakeVisits visits = new FakeVisits();
  final FakeMedia media = new FakeMedia();
  final FakeAgent agent = new FakeAgent();
  final FakePeople people = new FakePeople();
  final FakeShelves shelves = new FakeShelves();
  final Surroundings around = new Surroundings();
  final Map<String, RingGroup> groups = new HashMap<>();
  final List<VestibuleEvent> events = new CopyOnWriteArrayList<>();
  final List<String> failures = new CopyOnWriteArrayList<>();
  final ExecutorService carrying = Threads.carrying(96);
  final QuietTimes quiet = new QuietTimes(around, ticks);
  final Exchange exchange;
  final PhoneNotifier notifier;
  volatile CallsSettings settings;

  /** A house in which everything is decided at once, on the thread that brings it. */
  House() throws VestibuleException {
    this(Runnable::run);
  }

  House(Executor deciding) throws VestibuleException {
    configure(Map.of());
    around.visits = visits;
    around.agent = agent;
    around.media = media;
    around.events = events::add;
    around.people = people;
    around.shelves = shelves;
    Desk desk = new Desk(around, ticks, deciding, carrying, () -> settings, failures::add);
    exchange = new Exchange(desk, quiet, () -> groups);
    notifier = new PhoneNotifier(desk, exchange);
  }

  void configure(Map<String, String> properties) throws VestibuleException {
    settings = CallsSettings.of(properties);
  }

  String rings(String unit) throws VestibuleException {
    return notifier.deliver(notice(unit, false, Audience.RESIDENTS));
  }

  static Notice notice(String unit, boolean urgent, Audience audience) {
    return new Notice(
        VISIT,
        new StationId("front"),
        urgent,
        "Front door: the bell",
        audience,
        false,
        Optional.of(unit).filter(text -> !text.isEmpty()));
  }

  /** Rings one after the other. */
  void inTurn(int seconds, String... users) {
    inTurnAs("rest", seconds, users);
  }

  void inTurnAs(String name, int seconds, String... users) {
    groups.put(
        name,
        new RingGroup(
            name,
            name.equals("rest") ? Set.of() : Set.of("none"),
            List.of(users),
            true,
            Duration.ofSeconds(seconds),
            RingHours.ALWAYS,
            Optional.empty()));
  }

  static Caller resident(String person) {
    return caller(person, Role.RESIDENT, Optional.of(new PersonId(person)));
  }

  static Caller manager() {
    return caller("office", Role.MANAGER, Optional.empty());
  }

  static Caller caller(String subject, Role role, Optional<PersonId> person) {
    return new Caller(subject, Kind.PERSON, Through.REST, Set.of(Grant.of(role)), person);
  }

  /** Returns the topics of what was published of calls. */
  List<String> topics() {
    return events.stream().map(VestibuleEvent::topic).toList();
  }

  /** Returns why calls ended, in order. */
  List<String> ends() {
    return events.stream()
        .filter(CallEnded.class::isInstance)
        .map(event -> ((CallEnded) event).why())
        .toList();
  }

  CallEvent last() {
    return (CallEvent) events.get(events.size() - 1);
  }

  String callId() {
    return exchange.all().findFirst().orElseThrow().now().id();
  }

  /** Waits until something is so. */
  static void await(BooleanSupplier so) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come to be within " + SOON);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    exchange.endAll();
    carrying.shutdownNow();
  }
}
