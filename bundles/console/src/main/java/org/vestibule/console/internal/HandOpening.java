// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;

/** Somebody at the console works a door: by the desk that judges the commands of everybody. */
final class HandOpening {
  /** Longer than the desk waits for a door. */
  private static final long MOST_WAIT_SECONDS = 20;

  private final House house;

  HandOpening(House house) {
    this.house = house;
  }

  /**
   * Has a command carried out.
   *
   * @return the outcome as {@link org.vestibule.api.door.DoorOutcome} and the visit of its events
   */
  Map<String, Object> order(Command command, Request request) throws VestibuleException {
    CommandDesk desk = House.need(house.commands, "commands");
    CommandRequest wish = new CommandRequest(id(request), Optional.empty(), command);
    CommandResult result = await(desk.carryOut(wish, request.caller()));
    checkCarriedOut(result, command, request);
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("type", type(result));
    if (result.state() == CommandResult.State.REFUSED) {
      outcome.put("code", result.code());
    }
    outcome.put("sentence", result.sentence());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("outcome", outcome);
    result.visit().ifPresent(visit -> answer.put("visit", visit));
    return answer;
  }

  private static String id(Request request) throws Problem {
    String given = request.http().getHeader(KeptAnswers.KEY);
    if (given == null) {
      return UUID.randomUUID().toString();
    }
    checkKey(given);
    return given;
  }

  /** Refuses a key that is none. */
  static void checkKey(String given) throws Problem {
    if (!given.matches("[A-Za-z0-9._-]{1,64}")) {
      throw Problem.invalid(
          KeptAnswers.KEY,
          "another form",
          "1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'",
          "Send a new one for each wish, for example a UUID.");
    }
  }

  private static CommandResult await(CompletionStage<CommandResult> answer) throws Problem {
    try {
      return answer.toCompletableFuture().get(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered();
    } catch (TimeoutException | ExecutionException e) {
      throw unanswered();
    }
  }

  private static Problem unanswered() {
    return new Problem(
        503,
        "commands-unanswered",
        "commands",
        "no answer; whether the lock moved is unknown",
        "one within " + MOST_WAIT_SECONDS + " s",
        "Look at the door, and at the status of core.");
  }

  /** What was not even tried is a problem of the request, and no outcome of a door. */
  private static void checkCarriedOut(CommandResult result, Command command, Request request)
      throws Problem {
    String input = "command " + command.name();
    switch (result.code()) {
      case "unknown-door", "forbidden" -> throw DoorsResource.unknownDoor(request.part("id"));
      case "command-id-used" ->
          throw new Problem(
              409,
              result.code(),
              KeptAnswers.KEY,
              "another command came under it",
              "a new one for each wish",
              "Choose another one.");
      case "too-many-commands" ->
          throw new Problem(
                  429,
                  result.code(),
                  input,
                  "more than you may order",
                  "commandsPerSecond and commandBurst of org.vestibule.core",
                  "Wait a second, and order anew.")
              .with("Retry-After", "1");
      case "audit-unwritable" ->
          throw new Problem(
              503,
              result.code(),
              input,
              "an audit that takes no line",
              "one that is written",
              "Make room on the disk, and order anew.");
      default -> {
        // It reached the door control, which has the last word.
      }
    }
  }

  private static String type(CommandResult result) {
    return switch (result.state()) {
      case DONE -> "Opened";
      case UNKNOWN -> "TimedOut";
      case REFUSED ->
          switch (result.code()) {
            case "unreachable" -> "Unreachable";
            case "stopping", "door-removed", "withdrawn" -> "Cancelled";
            default -> "Denied";
          };
    };
  }
}
