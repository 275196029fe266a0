// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.EventPublisher;

/**
 * One command that was allowed: written down, told, ordered once, answered once, written down
 * again. Used by one thread at a time but for {@link #giveUp}.
 */
final class Deed {
  /** A door control that does not keep its word is not waited for any longer. */
  static final long MOST_WAIT_SECONDS = 15;

  private static final Logger LOG = LoggerFactory.getLogger(Deed.class);

  private final DeskNeighbours neighbours;
  private final CommandRequest request;
  private final Caller caller;
  private final Optional<UnlockOrder> order;
  private final String id;
  private final CompletableFuture<DoorOutcome> outcome = new CompletableFuture<>();

  /**
   * @param life how long an order lives
   */
  Deed(DeskNeighbours neighbours, CommandRequest request, Caller caller, Duration life) {
    this.neighbours = neighbours;
    this.request = request;
    this.caller = caller;
    id = UUID.randomUUID().toString();
    order =
        request.command() instanceof Command.DoorOpen open
            ? Optional.of(Orders.open(id, open.door(), Instant.now(), System.nanoTime(), life))
            : Optional.empty();
  }

  /**
   * Writes it down and orders it.
   *
   * @return the outcome; exactly one, never exceptionally
   * @throws VestibuleException {@code audit-unwritable}; nothing was asked, and nothing will be
   */
  CompletionStage<DoorOutcome> begin(DoorController doors, AuditTrail audit)
      throws VestibuleException {
    Map<String, String> facts = facts();
    if (request.command() instanceof Command.DoorHold hold) {
      facts.put("seconds", Integer.toString(hold.seconds()));
    }
    audit.recordOrHold(
        caller.subject(), order.isPresent() ? "door-ordered" : "command-ordered", facts);
    order.ifPresent(
        given ->
            tell(
                new DoorEvent.DoorOrdered(
                    Instant.now(), given.door(), given.visit(), given.person(), id)));
    try {
      ask(doors).whenComplete((answer, error) -> outcome.complete(known(answer, error)));
    } catch (RuntimeException e) {
      outcome.complete(known(null, e));
    }
    return outcome.completeOnTimeout(
        new DoorOutcome.TimedOut("The door control did not answer; what moved is not known"),
        MOST_WAIT_SECONDS,
        TimeUnit.SECONDS);
  }

  private CompletionStage<DoorOutcome> ask(DoorController doors) {
    if (order.isPresent()) {
      return doors.unlock(order.get());
    }
    return request.command() instanceof Command.DoorHold hold
        ? doors.hold(Orders.hold(hold, caller))
        : doors.secure(Orders.door(request.command()), caller.subject());
  }

  private static DoorOutcome known(DoorOutcome answer, Throwable error) {
    if (answer != null) {
      return answer;
    }
    LOG.error("A door control failed under a command", error);
    return new DoorOutcome.TimedOut("The door control failed; what moved is not known");
  }

  /** Ends the wait: nobody knows what the door does. */
  void giveUp(String why) {
    outcome.complete(new DoorOutcome.TimedOut(why));
  }

  /** Writes down and tells how it ended. */
  CommandResult end(DoorOutcome ended, Instant at) {
    Map<String, String> facts = facts();
    facts.put("answer", ended.sentence());
    String action = "command-answered";
    if (order.isPresent()) {
      action = Outcomes.action(ended);
    } else {
      facts.put("code", Outcomes.code(ended));
    }
    write(action, facts);
    order.ifPresent(
        given -> tell(new DoorEvent.DoorAnswered(at, given.door(), given.visit(), id, ended)));
    return new CommandResult(
        request.id(),
        request.command().name(),
        Outcomes.state(ended),
        Outcomes.code(ended),
        ended.sentence(),
        order.map(given -> given.visit().value()),
        at);
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("door", Orders.door(request.command()).value());
    facts.put("command", request.command().name());
    facts.put("request", request.id());
    if (order.isPresent()) {
      facts.put("order", id);
    }
    return facts;
  }

  private void write(String action, Map<String, String> facts) {
    AuditTrail audit = neighbours.audit;
    try {
      if (audit == null) {
        LOG.error("{} by {} is not in the audit: there is none", action, caller.subject());
        return;
      }
      Acting.as(
          caller,
          () -> {
            audit.recordEnd(caller.subject(), action, facts);
            return null;
          });
    } catch (VestibuleException | RuntimeException e) {
      LOG.error("{} by {} is not in the audit: {}", action, caller.subject(), e.getMessage());
    }
  }

  private void tell(DoorEvent event) {
    EventPublisher events = neighbours.events;
    try {
      if (events != null) {
        events.publish(event);
      }
    } catch (RuntimeException e) {
      LOG.error("Nobody was told of {}", event.topic(), e);
    }
  }
}
