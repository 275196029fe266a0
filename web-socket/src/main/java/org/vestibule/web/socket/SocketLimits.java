// SPDX-License-Identifier: Apache-2.0
package org.vestibule.web.socket;

import java.time.Duration;

/**
 * The bounds of one WebSocket.
 *
 * @param mostText the longest text message that is taken, bytes; a longer one closes with 1009
 * @param mostBinary the longest binary message that is taken, bytes
 * @param idle after so long in which nothing moved it is closed
 */
public record SocketLimits(int mostText, int mostBinary, Duration idle) {
  /** Refuses what bounds nothing. */
  public SocketLimits {
    if (mostText < 1 || mostBinary < 0 || idle.isNegative() || idle.isZero()) {
      throw new IllegalArgumentException("sizes and time must be positive");
    }
  }

  /** The server makes room for a whole frame as soon as it hears how long it will be. */
  long mostFrame() {
    return Math.max(mostText, mostBinary);
  }
}
