// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Call.State;
import org.vestibule.api.event.CallEvent.CallAnswered;
import org.vestibule.api.event.CallEvent.CallEnded;
import org.vestibule.api.event.CallEvent.CallRang;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.End;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;

/**
 * One call, from the first ring to its one end. All that happens to it happens in turn, so that
 * whoever comes first has it and everyone else stops ringing, before anything that takes time. The
 * public side is thread-safe.
 */
final class HouseCall implements Leg.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(HouseCall.class);

  private final Desk desk;
  private final Serial serial;
  private final Consumer<HouseCall> gone;
  private final Ladder ladder;
  private final AtomicReference<AutoCloseable> keep;
  private volatile Call now;
  private volatile Wanted wanted;
  private volatile String holder = "";

  private Leg winner;
  private Talk talk;
  private HeldConversation conversation;

  /**
   * @param keep what lets the visit end
   * @param gone is told when it is over
   */
  HouseCall(
      Desk desk,
      Call first,
      Wanted wanted,
      RingPlan plan,
      AutoCloseable keep,
      Consumer<HouseCall> gone) {
    this.desk = desk;
    this.now = first;
    this.wanted = wanted;
    this.keep = new AtomicReference<>(keep);
    this.gone = gone;
    serial = new Serial(desk.deciding(), this::broke);
    Ringing ringing = new Ringing(desk, first.title(), this);
    ladder = new Ladder(desk, plan, ringing, serial, () -> over("nobody-answered"));
  }

  Call now() {
    return now;
  }

  Wanted wanted() {
    return wanted;
  }

  /** Returns whose page holds it; empty: nobody's. */
  String holder() {
    return holder;
  }

  boolean declinedBy(String subject) {
    return ladder.hasDeclined(subject);
  }

  /** Somebody's page shows that it rings. */
  void seenBy(String subject) {
    ladder.seenBy(subject);
  }

  /** Begins to ring. */
  void begin() {
    serial.execute(
        () -> {
          desk.around().publish(new CallRang(desk.ticks().now(), now));
          ladder.climb();
        });
  }

  /**
   * Rings for more people, because somebody may be in danger.
   *
   * @param longer keeps the visit open for that
   * @param anew is run instead, with the visit kept open, where it has ended by then
   */
  void raise(Wanted more, RingPlan urgent, AutoCloseable longer, Runnable anew) {
    serial.execute(
        () -> {
          if (now.state() == State.ENDED) {
            anew.run();
            return;
          } else if (now.state() == State.ANSWERED) {
            release(longer);
            return;
          }
          release(keep.getAndSet(longer));
          wanted = more;
          now = changed(State.RINGING, Optional.empty(), true);
          desk.around().publish(new CallRang(desk.ticks().now(), now));
          ladder.climb(urgent);
        });
  }

  /**
   * The visitor wants somebody else, and nobody has answered.
   *
   * @param next is run in its turn, after this one is over; not where somebody talks by then
   * @param late is run instead of that
   */
  void giveWay(Runnable next, Runnable late) {
    serial.execute(
        () -> {
          if (now.state() == State.ANSWERED) {
            late.run();
          } else {
            over("nobody-answered");
            next.run();
          }
        });
  }

  @Override
  public void answered(Leg leg) {
    serial.execute(() -> phoneAnswered(leg));
  }

  @Override
  public void ended(Leg leg, End end) {
    serial.execute(() -> legEnded(leg, end.why()));
  }

  /**
   * A page answers.
   *
   * @param told gets the conversation, or why there is none
   */
  void answer(Answering who, String subject, CompletableFuture<Conversation> told) {
    serial.execute(
        () -> {
          try {
            Conversation taken = take(who, who.surface(), Optional.empty());
            holder = subject;
            if (!told.complete(taken)) {
              taken.close();
            }
          } catch (VestibuleException e) {
            told.completeExceptionally(e);
          } catch (RuntimeException e) {
            told.completeExceptionally(e);
            throw e;
          }
        });
  }

  /**
   * It stops ringing for somebody.
   *
   * @param person whose phones stop, too
   */
  void decline(String subject, Optional<PersonId> person) {
    ladder.declinedBy(subject);
    serial.execute(
        () -> {
          if (now.state() == State.RINGING) {
            ladder.silence(person);
          }
        });
  }

  /** Somebody wants quiet: their phones do not ring any more. */
  void quiet(PersonId person) {
    serial.execute(
        () -> {
          if (now.state() == State.RINGING && !now.urgent()) {
            ladder.silence(Optional.of(person));
          }
        });
  }

  /** A user agent is gone, and its dialogs with it. */
  void gone(UserAgent agent) {
    serial.execute(
        () -> {
          if (winner != null && winner.of(agent)) {
            fail("SIP is configured anew or stopped; calls by phone ended");
          } else if (now.state() == State.RINGING) {
            ladder.gone(agent);
          }
        });
  }

  /** Ends it for a reason of {@link CallEnded}. */
  void end(String why) {
    serial.execute(() -> over(why));
  }

  private void phoneAnswered(Leg leg) {
    if (now.state() != State.RINGING || leg.over()) {
      leg.hangUp();
      return;
    }
    SipPhone phone = leg.phone();
    Answering who = new Answering("phone", "phone:" + phone.user(), phone.person(), phone.opens());
    try {
      winner = leg;
      HeldConversation taken = take(who, "phone " + phone.user(), Optional.of(leg));
      talk = new Talk(desk, leg, taken, this::lost);
      talk.start();
    } catch (VestibuleException e) {
      LOG.info("Phone {} answered, and has no visitor: {}", phone.user(), e.getMessage());
    } catch (RejectedExecutionException e) {
      fail("Too many talk at the same time");
    }
  }

  /** Whoever comes here first has the call; on every failure it is over for everybody. */
  private HeldConversation take(Answering who, String by, Optional<Leg> leg)
      throws VestibuleException {
    if (now.state() != State.RINGING) {
      throw CallRefusals.late(now);
    }
    ladder.answered(leg);
    try {
      conversation = new HeldConversation(desk.around().visits().answer(now.visit(), who));
    } catch (VestibuleException e) {
      boolean closed = e.code().equals("visit-over") || e.code().equals("unknown-visit");
      if (closed) {
        over("visit-closed");
      } else {
        fail("Somebody answered in vain: " + e.getMessage());
      }
      throw e;
    }
    release(keep.getAndSet(null));
    now = changed(State.ANSWERED, Optional.of(by), now.urgent());
    desk.around().publish(new CallAnswered(desk.ticks().now(), now));
    HeldConversation taken = conversation;
    taken.onEnd(() -> serial.execute(() -> over(CallRefusals.why(taken))));
    return taken;
  }

  private void legEnded(Leg leg, Why why) {
    if (leg == winner) {
      over(why == Why.FAILED || why == Why.UNREACHABLE ? "failed" : "hung-up");
    } else if (now.state() == State.RINGING) {
      ladder.ended(leg, why);
    }
  }

  private void lost(String sentence) {
    serial.execute(() -> fail(sentence));
  }

  private void broke(Throwable e) {
    LOG.warn("Call {} failed", now.id(), e);
    fail("A call failed by a mistake of this program; the log says which");
  }

  private void fail(String sentence) {
    if (now.state() != State.ENDED) {
      desk.failed().accept(sentence);
      over("failed");
    }
  }

  private void over(String why) {
    if (now.state() == State.ENDED) {
      return;
    }
    now = changed(State.ENDED, now.by(), now.urgent());
    ladder.stop();
    if (talk != null) {
      talk.end();
    }
    if (winner != null) {
      winner.hangUp();
    }
    gone.accept(this);
    desk.around().publish(new CallEnded(desk.ticks().now(), now, why));
    if (conversation != null) {
      conversation.close();
    }
    release(keep.getAndSet(null));
  }

  private Call changed(State state, Optional<String> by, boolean urgent) {
    return new Call(
        now.id(),
        now.visit(),
        now.station(),
        now.door(),
        now.title(),
        now.unit(),
        urgent,
        now.since(),
        state,
        by);
  }

  private static void release(AutoCloseable held) {
    try {
      if (held != null) {
        held.close();
      }
    } catch (Exception e) {
      LOG.debug("A visit was not kept open any more", e);
    }
  }
}
