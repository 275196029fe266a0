// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/**
 * Makes the demonstration data and takes all of them away again, by the ways that a person has for
 * it: the people directory, erasure, the settings; the journal for the visits. What is to be made
 * is written down first, so that a restart between two of them leaves something that can be
 * removed. Thread-safe.
 */
final class DemoDesk {
  /**
   * What is going on.
   *
   * @param state {@code making} or {@code removing}
   */
  private record Going(String state, int done, int of) {}

  private final House house;
  private final Trust trust;
  private final DemoWiring wiring;
  private final DemoResidents residents;
  private final DemoVisits visits;
  private final Semaphore turn = new Semaphore(1);
  private volatile Optional<Going> going = Optional.empty();

  DemoDesk(House house, Trust trust, Entrance entrance, DemoWiring wiring) {
    this.house = house;
    this.trust = trust;
    this.wiring = wiring;
    residents = new DemoResidents(house, trust, entrance);
    visits = new DemoVisits(house);
  }

  private SealedShelves shelves() throws Problem {
    return House.need(trust.shelves, "shelves of the house");
  }

  /** Returns how it stands: absent, making, present, removing, or unfinished after a failure. */
  Map<String, Object> state() throws VestibuleException {
    Optional<Going> now = going;
    Map<String, Object> plain = new LinkedHashMap<>();
    if (now.isPresent()) {
      plain.put("state", now.get().state());
      plain.put("done", now.get().done());
      plain.put("of", now.get().of());
      return plain;
    }
    Optional<DemoPlan> plan = DemoPlan.read(shelves());
    plain.put("state", plan.map(kept -> kept.whole() ? "present" : "unfinished").orElse("absent"));
    if (plan.isPresent()) {
      plain.put("people", plan.get().people());
      plain.put("configurations", plan.get().configurations());
      plain.put("visits", plan.get().visits());
      plain.put("tokenFile", wiring.token().toString());
    }
    return plain;
  }

  /**
   * Makes all of it, or nothing.
   *
   * @throws VestibuleException {@code demo-data-exists}, {@code demo-data-busy}, {@code id-taken},
   *     and what the parts refuse; {@code demo-data-unfinished} when what was made could not be
   *     taken back
   */
  void make(Request request) throws VestibuleException {
    inTurn(
        () -> {
          DemoPlan plan = DemoPlan.begun();
          requireFree(plan);
          House.need(house.audit, "audit")
              .record(
                  request.who(), "demo-data-made", Map.of("things", Integer.toString(plan.size())));
          plan.keep(shelves());
          try {
            fill(request, plan);
            plan.whole(true).keep(shelves());
          } catch (VestibuleException | RuntimeException e) {
            takeBack(request, e);
            throw e;
          }
        });
  }

  private void fill(Request request, DemoPlan plan) throws VestibuleException {
    int all = plan.size();
    went("making", 0, all);
    wiring.add(request, plan.configurations().get(0), DemoHouse.door());
    went("making", 1, all);
    wiring.add(request, plan.configurations().get(1), DemoHouse.station(wiring.token()));
    int before = plan.configurations().size();
    went("making", before, all);
    residents.enter(entered -> went("making", before + entered, all));
    visits.keep();
  }

  /** What somebody else made of the same name meanwhile stays. */
  private void takeBack(Request request, Exception failure) throws VestibuleException {
    try {
      DemoPlan plan = DemoPlan.begun();
      DemoPlan made =
          new DemoPlan(
              false,
              residents.made(plan.people()),
              wiring.made(plan.configurations()),
              plan.visits());
      made.keep(shelves());
      empty(request, made);
    } catch (VestibuleException | RuntimeException e) {
      failure.addSuppressed(e);
      throw new Problem(
          503,
          "demo-data-unfinished",
          "demonstration data",
          "a failure (" + code(failure) + "), and what was made is still here (" + code(e) + ")",
          "all of it or nothing",
          "Remove the demonstration data once Health shows no trouble.",
          failure);
    }
  }

  private static String code(Exception e) {
    return e instanceof VestibuleException known ? known.code() : "failed";
  }

  /**
   * Takes all of it away; nothing, if there is none.
   *
   * @return the people and configurations that stay, because somebody made them theirs
   * @throws VestibuleException {@code demo-data-busy}, and what the parts refuse: then it goes on
   *     by asking again
   */
  List<String> remove(Request request) throws VestibuleException {
    List<String> left = new ArrayList<>();
    inTurn(
        () -> {
          Optional<DemoPlan> plan = DemoPlan.read(shelves());
          if (plan.isPresent()) {
            House.need(house.audit, "audit")
                .record(
                    request.who(),
                    "demo-data-removed",
                    Map.of("things", Integer.toString(plan.get().size())));
            // Whatever stops it, it is known from now on that something may be missing.
            plan.get().whole(false).keep(shelves());
            left.addAll(empty(request, plan.get()));
          }
        });
    return left;
  }

  private List<String> empty(Request request, DemoPlan plan) throws VestibuleException {
    int all = plan.size();
    went("removing", 0, all);
    visits.forget(plan.visits());
    int before = plan.visits().size();
    List<String> left =
        new ArrayList<>(
            residents.erase(plan.people(), erased -> went("removing", before + erased, all)));
    int gone = before + plan.people().size();
    List<String> newestFirst = new ArrayList<>(plan.configurations());
    Collections.reverse(newestFirst);
    for (String configuration : newestFirst) {
      if (!wiring.remove(request, configuration)) {
        left.add(configuration);
      }
      went("removing", ++gone, all);
    }
    wiring.forgetToken(left.stream().filter(plan.configurations()::contains).toList());
    DemoPlan.drop(shelves());
    return left;
  }

  private void requireFree(DemoPlan plan) throws VestibuleException {
    if (DemoPlan.read(shelves()).isPresent()) {
      throw new Problem(
          409,
          "demo-data-exists",
          "demonstration data",
          "they are here",
          "none",
          "Remove them first.");
    }
    Optional<String> there = residents.any(plan.people());
    if (there.isEmpty()) {
      there = wiring.any(plan.configurations());
    }
    if (there.isEmpty()) {
      there = visits.any(plan.visits());
    }
    if (there.isPresent()) {
      throw taken(there.get());
    }
  }

  private static Problem taken(String what) {
    return new Problem(
        409,
        "id-taken",
        what,
        "something of this house",
        "an id that nobody has",
        "Rename or remove it; nothing was made.");
  }

  private void went(String state, int done, int of) {
    going = Optional.of(new Going(state, done, of));
  }

  /** Something that takes its time. */
  @FunctionalInterface
  private interface Work {
    void run() throws VestibuleException;
  }

  private void inTurn(Work work) throws VestibuleException {
    if (!turn.tryAcquire()) {
      throw new Problem(
          409,
          "demo-data-busy",
          "demonstration data",
          "they are being made or removed",
          "one at a time",
          "Wait until that is done.");
    }
    try {
      work.run();
    } finally {
      going = Optional.empty();
      turn.release();
    }
  }
}
