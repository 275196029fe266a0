// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.onvif.sip.internal.call.RingPlan.Step;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;

/**
 * Goes through the steps of a plan: rings the phones of one, and those of the next when nobody
 * answered in time or everyone said no. After the last one pages have the rest of their time. Used
 * in turn, but for what pages tell.
 */
final class Ladder {
  private final Desk desk;
  private final Executor serial;
  private final Ringing ringing;
  private final Runnable nobody;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> declined = ConcurrentHashMap.newKeySet();

  private RingPlan plan;
  private long begunNanos;
  private int step = -1;
  private boolean over;
  private boolean pages;
  private Runnable timer = () -> {};

  /**
   * @param serial runs what time brings, in turn with all else
   * @param nobody is run when nobody is left who could answer
   */
  Ladder(Desk desk, RingPlan plan, Ringing ringing, Executor serial, Runnable nobody) {
    this.desk = desk;
    this.plan = plan;
    this.ringing = ringing;
    this.serial = serial;
    this.nobody = nobody;
  }

  /** Begins with the first step. */
  void climb() {
    begunNanos = desk.ticks().nanos();
    advance();
  }

  /** Begins anew with another plan: whoever declined is asked again. */
  void climb(RingPlan other) {
    plan = other;
    step = -1;
    ringing.again();
    declined.clear();
    climb();
  }

  /** Somebody's page shows that it rings. Thread-safe. */
  void seenBy(String subject) {
    seen.add(subject);
  }

  /** Somebody's page declines. Thread-safe. */
  void declinedBy(String subject) {
    declined.add(subject);
  }

  /** Returns whether somebody's page declined. Thread-safe. */
  boolean hasDeclined(String subject) {
    return declined.contains(subject);
  }

  /** Somebody's phones shall not ring any more. */
  void silence(Optional<PersonId> person) {
    person.ifPresent(ringing::silence);
    whenSilent();
  }

  /** A user agent is gone. */
  void gone(UserAgent agent) {
    ringing.gone(agent);
    whenSilent();
  }

  /** A leg ended by itself. */
  void ended(Leg leg, Why why) {
    if (ringing.ended(leg, why)) {
      whenSilent();
    }
  }

  /** Somebody answered: everyone else stops ringing, and nothing rings any more. */
  void answered(Optional<Leg> winner) {
    over = true;
    timer.run();
    ringing.answered(winner);
  }

  /** Nothing rings any more. */
  void stop() {
    over = true;
    timer.run();
    ringing.stop();
  }

  private void advance() {
    timer.run();
    pages = false;
    while (++step < plan.steps().size()) {
      Step next = plan.steps().get(step);
      ringing.only(next.users());
      if (!ringing.silent()) {
        timer = later(next.time(), this::advance);
        return;
      }
    }
    ringing.stop();
    waitForPages();
  }

  private void whenSilent() {
    if (over || !ringing.silent()) {
      return;
    }
    if (step < plan.steps().size()) {
      advance();
    } else {
      waitForPages();
    }
  }

  /** No phone rings any more, but whoever has a page open may still answer. */
  private void waitForPages() {
    Duration left = desk.settings().get().page().minusNanos(desk.ticks().nanos() - begunNanos);
    boolean somebody = seen.stream().anyMatch(subject -> !declined.contains(subject));
    boolean allSaidNo = !somebody && (ringing.allDeclined() || !declined.isEmpty());
    if (allSaidNo || left.isNegative() || left.isZero()) {
      nobody.run();
    } else if (!pages) {
      pages = true;
      timer = later(left, nobody);
    }
  }

  /** Later, unless the ladder has gone on by then: what is withdrawn may be on its way already. */
  private Runnable later(Duration time, Runnable work) {
    int at = step;
    RingPlan by = plan;
    return desk.ticks()
        .after(
            time,
            () ->
                serial.execute(
                    () -> {
                      if (!over && step == at && plan == by) {
                        work.run();
                      }
                    }));
  }
}
