// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.command;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/**
 * The one answer to a command.
 *
 * @param id as in the request
 * @param command its name
 * @param state what became of it
 * @param code {@code done}; or why not: {@code forbidden}, {@code unknown-door}, {@code
 *     command-stale}, {@code command-early} (from the future), {@code just-started} (whether it was
 *     done before is not known; send it again with a new id), {@code command-id-used} (another
 *     command came under this id), {@code too-many-commands}, {@code audit-unwritable}, {@code
 *     unreachable}, {@code timed-out} (always {@link State#UNKNOWN}), {@code stopping}, {@code
 *     failed}, or the code of the {@link org.vestibule.api.door.DoorOutcome}
 * @param sentence one sentence for people
 * @param visit under which the events of a door stand that this led to
 * @param at when it was known (wall clock)
 * @param retrySeconds after how long the same wish, with a new id, is worth sending again
 */
@Classified(DataClass.EVENT)
public record CommandResult(
    @Classified(DataClass.EVENT) String id,
    @Classified(DataClass.EVENT) String command,
    State state,
    @Classified(DataClass.EVENT) String code,
    @Classified(DataClass.EVENT) String sentence,
    @Classified(DataClass.EVENT) Optional<String> visit,
    Instant at,
    Optional<Integer> retrySeconds) {
  /** An answer after which waiting changes nothing. */
  public CommandResult(
      String id,
      String command,
      State state,
      String code,
      String sentence,
      Optional<String> visit,
      Instant at) {
    this(id, command, state, code, sentence, visit, at, Optional.empty());
  }

  /** What became of a command. */
  public enum State {
    /** It was done, and the device confirmed it. */
    DONE,
    /** Nothing was moved, and nothing will be. */
    REFUSED,
    /** It was tried; whether something moved is not known. */
    UNKNOWN
  }
}
