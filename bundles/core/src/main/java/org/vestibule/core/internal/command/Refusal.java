// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;

/**
 * Why a command is not carried out.
 *
 * @param code as {@link CommandResult#code()}
 * @param sentence for people; nothing of what was sent, which may be anything
 * @param retrySeconds as {@link CommandResult#retrySeconds()}
 */
record Refusal(String code, String sentence, Optional<Integer> retrySeconds) {
  /** Whoever may not see a door cannot tell it from one that is not there. */
  static final Refusal UNKNOWN_DOOR =
      new Refusal("unknown-door", "There is no such door, or you may not see it");

  static final Refusal FORBIDDEN = new Refusal("forbidden", "You may not work this door");

  static final Refusal ID_USED =
      new Refusal("command-id-used", "Another command came under this id; use a new one");

  static final Refusal TOO_MANY =
      new Refusal(
          "too-many-commands", "You order too often; wait a second and order anew", Optional.of(1));

  static final Refusal FULL =
      new Refusal("too-many-commands", "Too many commands are under way; order anew later");

  static final Refusal AUDIT_UNWRITABLE =
      new Refusal(
          "audit-unwritable", "It cannot be written down, and what is not is not done; make room");

  static final Refusal NO_DOORS =
      new Refusal("unreachable", "No door control runs; see the status of the doors");

  static final Refusal STOPPING = new Refusal("stopping", "The gateway is stopping");

  static final Refusal FAILED =
      new Refusal("failed", "The gateway failed before a door was asked; see its log");

  /** One that waiting does not change. */
  Refusal(String code, String sentence) {
    this(code, sentence, Optional.empty());
  }

  /** Returns the answer to a command that this refuses. */
  CommandResult answer(CommandRequest request, Instant at) {
    return new CommandResult(
        request.id(),
        request.command().name(),
        CommandResult.State.REFUSED,
        code,
        sentence,
        Optional.empty(),
        at,
        retrySeconds);
  }
}
