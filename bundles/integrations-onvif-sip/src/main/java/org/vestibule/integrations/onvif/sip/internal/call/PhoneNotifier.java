// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Call.State;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** Rings the phones of this house, and lets its pages ring. Thread-safe. */
final class PhoneNotifier implements Notifier {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Desk desk;
  private final Exchange exchange;

  PhoneNotifier(Desk desk, Exchange exchange) {
    this.desk = desk;
    this.exchange = exchange;
  }

  @Override
  public String channel() {
    return "phones";
  }

  @Override
  public String deliver(Notice notice) throws VestibuleException {
    if (notice.quiet()) {
      return "nobody is called";
    }
    Optional<HouseCall> running = exchange.of(notice.visit());
    return running.isPresent() ? again(running.get(), notice) : ring(notice);
  }

  private String ring(Notice notice) throws VestibuleException {
    CallsSettings settings = desk.settings().get();
    if (exchange.all().count() >= settings.mostCalls()) {
      throw undeliverable(settings.mostCalls() + " calls at the same time", null);
    }
    Wanted wanted = new Wanted(notice.unit(), notice.audience(), notice.urgent());
    RingPlan plan = exchange.plan(wanted);
    Duration time = time(plan, settings);
    if (time.isZero()) {
      return "no phone rings";
    }
    Visits visits = visits();
    Call first = call(notice, visits);
    AutoCloseable keep = keepOpen(visits, notice, time);
    Optional<HouseCall> made = exchange.open(first, wanted, plan, keep);
    if (made.isEmpty()) {
      close(keep);
      return deliver(notice);
    }
    made.get().begin();
    return receipt(plan);
  }

  private String again(HouseCall running, Notice notice) throws VestibuleException {
    Call now = running.now();
    boolean ended = now.state() == State.ENDED; // Just now: it is on its way out.
    if (now.state() == State.ANSWERED) {
      return "somebody talks with the visitor already";
    }
    if (!notice.urgent() && (ended || elsewhere(now, notice))) {
      return instead(running, notice);
    }
    if (!ended && (!notice.urgent() || now.urgent())) {
      return "it rings already";
    }
    Wanted wanted = new Wanted(now.unit(), notice.audience(), true);
    RingPlan plan = exchange.plan(wanted);
    Duration time = time(plan, desk.settings().get());
    Visits visits = visits();
    Call first = call(notice, visits);
    AutoCloseable keep = keepOpen(visits, notice, time.isZero() ? SHORTEST : time);
    running.raise(wanted, plan, keep, () -> begin(first, wanted, plan, keep));
    return receipt(plan);
  }

  private static boolean elsewhere(Call now, Notice notice) {
    return !now.urgent()
        && now.unit().isPresent()
        && notice.unit().isPresent()
        && !notice.unit().get().equalsIgnoreCase(now.unit().get());
  }

  /** The visitor took the wrong button first: it rings where they want to, and there only. */
  private String instead(HouseCall running, Notice notice) throws VestibuleException {
    Wanted wanted = new Wanted(notice.unit(), notice.audience(), false);
    RingPlan plan = exchange.plan(wanted);
    Duration time = time(plan, desk.settings().get());
    Visits visits = visits();
    Call first = call(notice, visits);
    AutoCloseable keep = keepOpen(visits, notice, time.isZero() ? SHORTEST : time);
    running.giveWay(() -> begin(first, wanted, plan, keep), () -> close(keep));
    return receipt(plan);
  }

  private void begin(Call first, Wanted wanted, RingPlan plan, AutoCloseable keep) {
    exchange.open(first, wanted, plan, keep).ifPresentOrElse(HouseCall::begin, () -> close(keep));
  }

  /** Returns how long it may ring, at phones or pages. */
  private static Duration time(RingPlan plan, CallsSettings settings) {
    Duration rings = plan.time();
    Duration longer = rings.compareTo(settings.page()) > 0 ? rings : settings.page();
    return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }

  private Call call(Notice notice, Visits visits) throws VestibuleException {
    Optional<StationInfo> info = desk.around().station(notice.station()).map(one -> one.info());
    DoorId door =
        info.map(StationInfo::door)
            .or(() -> visits.story(notice.visit()).map(VisitStory::door))
            .orElseThrow(() -> undeliverable("visit " + notice.visit() + " is not known", null));
    return new Call(
        exchange.name(),
        notice.visit(),
        notice.station(),
        door,
        info.map(StationInfo::title).orElse(notice.station().value()),
        notice.unit(),
        notice.urgent(),
        desk.ticks().now(),
        State.RINGING,
        Optional.empty());
  }

  private String receipt(RingPlan plan) {
    long phones =
        plan.steps().stream()
            .limit(1)
            .flatMap(step -> step.users().stream())
            .filter(
                user -> desk.around().agent().filter(a -> !a.contacts(user).isEmpty()).isPresent())
            .count();
    return phones == 0
        ? "no phone can be reached; pages ring"
        : phones + (phones == 1 ? " phone rings" : " phones ring");
  }

  private Visits visits() throws VestibuleException {
    try {
      return desk.around().visits();
    } catch (VestibuleException e) {
      throw undeliverable("the visits are not there", e);
    }
  }

  private static AutoCloseable keepOpen(Visits visits, Notice notice, Duration time)
      throws VestibuleException {
    try {
      return visits.keepOpen(notice.visit(), time);
    } catch (VestibuleException e) {
      throw undeliverable(e.getMessage(), e);
    }
  }

  private static void close(AutoCloseable keep) {
    try {
      keep.close();
    } catch (Exception e) {
      throw new IllegalStateException("a visit cannot be let go", e);
    }
  }

  private static VestibuleException undeliverable(String found, VestibuleException cause) {
    return new VestibuleException(
        "notice-undeliverable",
        "phones",
        found,
        "a visit that is open, and a line that is free",
        "Answer at the console, or look at the status of calls.",
        cause);
  }
}
