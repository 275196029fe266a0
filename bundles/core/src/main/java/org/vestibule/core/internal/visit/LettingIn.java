// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.visit.Answering;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.door.Trace;

/**
 * Whoever talks with the visitor lets them in: one order at a time, until the door has opened. It
 * rests on no face; whoever answered must be one who may open, and where they are somebody of the
 * directory, one who may pass this door now by their phone. On the visit's thread only.
 */
final class LettingIn {
  private static final String STAGE = "answer-rights";

  private final Visit visit;
  private final Runnable opened;
  private final Runnable failed;
  private CompletableFuture<DoorOutcome> pending;
  private Ordering ordering;

  /**
   * @param opened told when the door has opened
   * @param failed told when it has not
   */
  LettingIn(Visit visit, Runnable opened, Runnable failed) {
    this.visit = visit;
    this.opened = opened;
    this.failed = failed;
  }

  /** Returns whether an order is being made or on its way. */
  boolean busy() {
    return pending != null;
  }

  /**
   * Lets the visitor in.
   *
   * @param at when somebody said so (wall clock)
   * @param nanos the same on {@link System#nanoTime()}
   * @return told how it ended, once
   */
  CompletableFuture<DoorOutcome> begin(Answering who, Instant at, long nanos) {
    if (visit.diary.outcome().orElse(null) instanceof DoorOutcome.Opened) {
      return denied("opened-already", "The door has been opened in this visit");
    }
    if (busy() || visit.stages.runs(Ordering.STAGE)) {
      return denied("order-running", "The door is being opened already");
    }
    if (!who.opens()) {
      return refused(who, "may-not-open", "What was answered with may not open the door", "");
    }
    pending = new CompletableFuture<>();
    CompletableFuture<DoorOutcome> answer = pending;
    if (who.person().isEmpty()) {
      PersonId nobody = new PersonId("hand-" + UUID.randomUUID());
      order(
          new Hand(who, nobody, EntryMethod.HUMAN, at, nanos),
          Grant.unasked(visit.desk, visit.settings));
    } else {
      person(new Hand(who, who.person().get(), EntryMethod.PHONE, at, nanos));
    }
    return answer;
  }

  private void person(Hand hand) {
    Optional<Person> person = known(hand.person());
    boolean kept =
        visit.settings.rightsRequired()
            || visit.desk.rooms().rights.expected(visit.settings.millis(CoreKey.REPLACEMENT));
    if (person.isEmpty()) {
      refuse(hand.who(), "may-not-open", "Whoever answered is not known here", "");
    } else if (kept) {
      judge(hand);
    } else if (person.get().doors().contains(visit.info.door())) {
      order(hand, grant(hand, Optional.empty()));
    } else {
      refuse(hand.who(), "may-not-open", "This door is not among theirs", "");
    }
  }

  /** Whoever is suspended is not among them. */
  private Optional<Person> known(PersonId person) {
    try {
      return visit.desk.rooms().people.now().flatMap(people -> people.active(person));
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  private void judge(Hand hand) {
    Duration life = visit.settings.millis(CoreKey.ORDER_LIFE);
    Deadline deadline = new Deadline(System.nanoTime(), life);
    visit.stages.<Entitlement>run(
        STAGE,
        visit.desk.workers().rights(),
        () -> deadline.left(System.nanoTime()),
        () ->
            visit
                .desk
                .rooms()
                .rights
                .call(life, deadline::extend, rights -> rights.judge(hand.request(visit))),
        (answer, failure) -> judged(hand, answer, failure));
  }

  private void judged(Hand hand, Entitlement answer, Throwable failure) {
    if (answer instanceof Entitlement.Granted granted
        && granted.person().equals(hand.person())
        && granted.by().equals(Set.of(EntryMethod.PHONE))
        && granted.pass().isEmpty()) {
      order(hand, grant(hand, Optional.of(granted)));
    } else if (answer instanceof Entitlement.Refused no) {
      boolean unknown = no.code().equals("rights-unknown");
      refuse(hand.who(), unknown ? no.code() : "may-not-open", no.sentence(), Trace.of(no));
    } else if (answer != null) {
      refuse(hand.who(), "may-not-open", "This door asks for more than a phone", Trace.of(answer));
    } else {
      String why = failure == null ? "there was no answer" : Why.of(failure);
      refuse(hand.who(), "rights-unknown", "The rights of this door cannot be asked: " + why, "");
    }
  }

  private Grant grant(Hand hand, Optional<Entitlement> said) {
    return Grant.of(visit.desk, visit.settings, hand.request(visit), said, hand.order());
  }

  private void order(Hand hand, Grant grant) {
    boolean nobody = hand.who().person().isEmpty();
    Errand errand =
        new Errand(
            hand.order(visit),
            grant,
            new Vigil(),
            () -> nobody || known(hand.person()).isPresent(),
            facts(hand.who()));
    ordering = new Ordering(visit, errand, new Outcome(hand.who(), grant));
    ordering.begin();
  }

  private CompletableFuture<DoorOutcome> refused(
      Answering who, String code, String sentence, String rules) {
    pending = new CompletableFuture<>();
    CompletableFuture<DoorOutcome> answer = pending;
    refuse(who, code, sentence, rules);
    return answer;
  }

  private void refuse(Answering who, String code, String sentence, String rules) {
    Map<String, String> facts = new TreeMap<>(facts(who));
    facts.put("door", visit.info.door().value());
    facts.put("code", code);
    if (!rules.isEmpty()) {
      facts.put("rules", rules);
    }
    visit.diary.publish(
        new EntryRefused(
            visit.desk.ticks().now(), visit.info.door(), who.person(), code, sentence));
    visit.desk.note("visit:" + visit.id, "entry-refused", facts);
    over(new DoorOutcome.Denied(code, sentence));
  }

  private static CompletableFuture<DoorOutcome> denied(String code, String sentence) {
    return CompletableFuture.completedFuture(new DoorOutcome.Denied(code, sentence));
  }

  /** Returns what the audit keeps of whoever answered. */
  static Map<String, String> facts(Answering who) {
    Map<String, String> facts = new TreeMap<>(Map.of("by", who.by()));
    who.person().ifPresent(person -> facts.put("person", person.value()));
    return facts;
  }

  private void over(DoorOutcome outcome) {
    CompletableFuture<DoorOutcome> told = pending;
    pending = null;
    ordering = null;
    told.complete(outcome);
  }

  /** The visit ends: an order on its way still gets its one outcome. */
  void end(String why) {
    if (ordering != null) {
      ordering.end(why);
    } else if (pending != null) {
      over(new DoorOutcome.Cancelled(visit.withdrawal(), why));
    }
  }

  /** Whose hand it is, and when it moved. */
  private record Hand(
      Answering who, PersonId person, EntryMethod method, Instant at, long nanos, String order) {
    Hand(Answering who, PersonId person, EntryMethod method, Instant at, long nanos) {
      this(who, person, method, at, nanos, UUID.randomUUID().toString());
    }

    AccessRequest request(Visit visit) {
      return AccessRequest.of(person, visit.info.door(), Set.of(method), at);
    }

    UnlockOrder order(Visit visit) {
      return new UnlockOrder(
          order,
          visit.info.door(),
          person,
          visit.id,
          Set.of(method),
          "Let in by whoever answered, by " + who.surface(),
          at,
          nanos,
          nanos + visit.settings.millis(CoreKey.ORDER_LIFE).toNanos());
    }
  }

  /** What follows for whoever waits and for the visit. */
  private final class Outcome implements Ordering.End {
    private final Answering who;
    private final Grant grant;

    Outcome(Answering who, Grant grant) {
      this.who = who;
      this.grant = grant;
    }

    @Override
    public void notOrdered(String sentence) {
      Optional<Entitlement.Refused> no = grant.refused();
      if (no.isPresent()) {
        boolean unknown = no.get().code().equals("rights-unknown");
        String code = unknown ? no.get().code() : "may-not-open";
        refuse(who, code, no.get().sentence(), Trace.of(no.get()));
      } else {
        over(new DoorOutcome.Cancelled(visit.withdrawal(), sentence));
      }
      failed.run();
    }

    @Override
    public void answered(DoorOutcome outcome) {
      over(outcome);
      (outcome instanceof DoorOutcome.Opened ? opened : failed).run();
    }

    @Override
    public void cut(DoorOutcome outcome) {
      over(outcome);
    }
  }
}
