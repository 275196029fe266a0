// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;

/**
 * A desk that notes what it is asked. It answers what a test says, or as the locks are: a locked
 * one does as it is told, another one does not answer. The same id gets the same answer.
 */
final class SampleCommands implements CommandDesk {
  final List<String> deeds = new CopyOnWriteArrayList<>();
  private final Map<String, CommandResult> known = new ConcurrentHashMap<>();
  private final House house;
  private volatile Optional<CommandResult.State> state = Optional.empty();
  private volatile String code = "";

  SampleCommands(House house) {
    this.house = house;
  }

  /** Answers so from now on. */
  void answers(CommandResult.State with, String saying) {
    state = Optional.of(with);
    code = saying;
  }

  @Override
  public CompletionStage<CommandResult> carryOut(CommandRequest request, Caller caller) {
    return CompletableFuture.completedStage(
        known.computeIfAbsent(request.id(), id -> done(request, caller)));
  }

  private CommandResult done(CommandRequest request, Caller caller) {
    deeds.add(caller.subject() + ": " + request.command());
    boolean works = locked(request.command());
    CommandResult.State now =
        state.orElse(works ? CommandResult.State.DONE : CommandResult.State.UNKNOWN);
    String said = state.isPresent() ? code : works ? "done" : "timed-out";
    return new CommandResult(
        request.id(),
        request.command().name(),
        now,
        said,
        "It is " + said,
        Optional.of("cmd-1").filter(visit -> request.command() instanceof Command.DoorOpen),
        Instant.now());
  }

  private boolean locked(Command command) {
    DoorId door =
        command instanceof Command.DoorOpen open
            ? open.door()
            : command instanceof Command.DoorHold hold
                ? hold.door()
                : ((Command.DoorSecure) command).door();
    return house.doors.state(door) == DoorState.LOCKED;
  }
}
