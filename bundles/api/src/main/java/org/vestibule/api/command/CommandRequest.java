// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.command;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A command with what makes it safe to send twice.
 *
 * @param id chosen by whoever sends it, new for each wish: the same id again gets the answer of the
 *     first; 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'
 * @param issuedAt when it was ordered by the sender's clock; one that is too old, or that may have
 *     been done before this gateway was started, is refused. Empty only where the way itself lets
 *     nothing be replayed
 */
public record CommandRequest(String id, Optional<Instant> issuedAt, Command command) {
  /** Refuses an id that cannot be written down. */
  public CommandRequest {
    Objects.requireNonNull(issuedAt, "issuedAt");
    Objects.requireNonNull(command, "command");
    if (id == null || !id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "id of another form; allowed: 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
    }
  }
}
