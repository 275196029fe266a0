// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.SettingsHolder;

/**
 * Judges commands, by whatever way they came, and sees to it that each is written down before it is
 * done, done once and answered once. An id that is known is answered before anything else is looked
 * at, so that whoever asks again learns the truth however late; then come age, rate and right.
 * Takes no lock of its own; the caller's thread waits for the audit's disk and for nothing else.
 * Thread-safe.
 */
@Component(service = CommandDesk.class)
public final class HouseCommandDesk implements CommandDesk {
  private static final Logger LOG = LoggerFactory.getLogger(HouseCommandDesk.class);

  private final SettingsHolder settings;
  private final DeskNeighbours neighbours;
  private final Clock clock;
  private final LongSupplier nanos;
  private final LastMoment last;
  private final Timeliness timeliness;
  private final Memory memory = new Memory();
  private final Allowance allowance = new Allowance();
  private final Deeds deeds = new Deeds();
  private volatile boolean stopping;

  /** Starts now: what may have been ordered before is not carried out. */
  @Activate
  public HouseCommandDesk(
      @Reference SettingsHolder settings,
      @Reference DeskNeighbours neighbours,
      BundleContext context) {
    this(
        settings,
        neighbours,
        Path.of(Optional.ofNullable(context.getProperty("vestibule.data")).orElse("data")));
  }

  /**
   * Starts outside of a container.
   *
   * @param data the gateway's data folder
   */
  public HouseCommandDesk(SettingsHolder settings, DeskNeighbours neighbours, Path data) {
    this(settings, neighbours, data, Clock.systemUTC(), System::nanoTime);
  }

  HouseCommandDesk(
      SettingsHolder settings,
      DeskNeighbours neighbours,
      Path data,
      Clock clock,
      LongSupplier nanos) {
    this.settings = settings;
    this.neighbours = neighbours;
    this.clock = clock;
    this.nanos = nanos;
    last = new LastMoment(data);
    timeliness = new Timeliness(clock.instant(), last.take());
  }

  /** Takes nothing any more, and waits a moment for the doors that were asked. */
  @Deactivate
  public void stop() {
    stopping = true;
    last.leave(timeliness.newest());
    deeds.stop();
  }

  @Override
  public CompletionStage<CommandResult> carryOut(CommandRequest request, Caller caller) {
    Memory.Key key = new Memory.Key(caller.subject(), caller.through(), request.id());
    Optional<Memory.Entry> known = memory.find(key);
    if (known.isPresent()) {
      return again(known.get(), request, caller);
    }
    Optional<Refusal> untimely = timeliness.check(request.issuedAt(), clock.instant());
    if (untimely.isPresent()) {
      return unjudged(untimely.get(), request, caller);
    }
    if (stopping || memory.full()) {
      Refusal refusal = stopping ? Refusal.STOPPING : Refusal.FULL;
      return CompletableFuture.completedStage(refusal.answer(request, clock.instant()));
    }
    Memory.Entry mine = new Memory.Entry(request.command());
    Optional<Memory.Entry> first = memory.begin(key, mine);
    if (first.isPresent()) {
      return again(first.get(), request, caller);
    }
    try {
      judge(key, mine, request, caller);
    } catch (RuntimeException e) {
      LOG.error("A command failed before a door was asked", e);
      answer(key, mine, Refusal.FAILED.answer(request, clock.instant()));
    }
    return mine.answer().minimalCompletionStage();
  }

  private CompletionStage<CommandResult> again(
      Memory.Entry first, CommandRequest request, Caller caller) {
    return first.command().equals(request.command())
        ? first.answer().minimalCompletionStage()
        : unjudged(Refusal.ID_USED, request, caller);
  }

  /** Refuses what uses up none of the ids; it is written down as often as its caller may order. */
  private CompletionStage<CommandResult> unjudged(
      Refusal refusal, CommandRequest request, Caller caller) {
    if (allowed(caller) == Allowance.Answer.GRANTED) {
      note(refusal, request, caller);
    }
    return CompletableFuture.completedStage(refusal.answer(request, clock.instant()));
  }

  private Allowance.Answer allowed(Caller caller) {
    CoreSettings now = settings.now();
    return allowance.take(
        caller.subject(),
        now.number(CoreKey.COMMAND_RATE),
        now.number(CoreKey.COMMAND_BURST),
        nanos.getAsLong());
  }

  private void judge(Memory.Key key, Memory.Entry mine, CommandRequest request, Caller caller) {
    Allowance.Answer allowed = allowed(caller);
    if (allowed != Allowance.Answer.GRANTED) {
      if (allowed == Allowance.Answer.REFUSED) {
        note(Refusal.TOO_MANY, request, caller);
      }
      CommandResult refused = Refusal.TOO_MANY.answer(request, clock.instant());
      memory.turnAway(key, mine, refused, nanos.getAsLong());
      return;
    }
    DoorController doors = neighbours.doors;
    Optional<Refusal> refused = DoorRight.check(request.command(), caller, doors);
    if (refused.isPresent()) {
      note(refused.get(), request, caller);
      answer(key, mine, refused.get().answer(request, clock.instant()));
      return;
    }
    timeliness.begun(request.issuedAt());
    // Looked at after that note: whatever goes on from here is in what a stop leaves.
    if (stopping) {
      answer(key, mine, Refusal.STOPPING.answer(request, clock.instant()));
      return;
    }
    try {
      AuditTrail audit = audit();
      Deed deed = new Deed(neighbours, request, caller, settings.now().millis(CoreKey.ORDER_LIFE));
      deeds.begin(deed, caller, doors, audit, outcome -> end(key, mine, deed, outcome));
    } catch (VestibuleException e) {
      answer(key, mine, Refusal.AUDIT_UNWRITABLE.answer(request, clock.instant()));
    }
  }

  private void end(Memory.Key key, Memory.Entry mine, Deed deed, DoorOutcome outcome) {
    answer(key, mine, deed.end(outcome, clock.instant()));
  }

  private void answer(Memory.Key key, Memory.Entry entry, CommandResult result) {
    memory.answer(key, entry, result, nanos.getAsLong());
  }

  private AuditTrail audit() throws VestibuleException {
    AuditTrail audit = neighbours.audit;
    if (audit == null) {
      throw new VestibuleException(
          "audit-unwritable", "audit", "no audit", "one that can be written", "Try again.");
    }
    return audit;
  }

  private void note(Refusal refusal, CommandRequest request, Caller caller) {
    Map<String, String> facts = new TreeMap<>();
    Optional.ofNullable(Orders.door(request.command()))
        .ifPresent(door -> facts.put("door", door.value()));
    facts.put("command", request.command().name());
    facts.put("request", request.id());
    facts.put("code", refusal.code());
    try {
      AuditTrail audit = audit();
      Acting.as(caller, () -> audit.recordOrHold(caller.subject(), "command-refused", facts));
    } catch (VestibuleException e) {
      LOG.error("A refusal is not in the audit: {}", e.getMessage());
    }
  }
}
