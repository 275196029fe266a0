// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;

/**
 * Where ports are taken from. Goes round, so that late packets of a call that ended do not meet the
 * next one. Thread-safe.
 */
public final class PortRange {
  private final int first;
  private final int pairs;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param first rounded up to an even port
   * @param last inclusive; at least one pair must lie in between
   */
  public PortRange(int first, int last) {
    this.first = first + (first & 1);
    pairs = (last + 1 - this.first) / 2;
    if (pairs < 1) {
      throw new IllegalArgumentException(
          "no even port with its neighbour in " + first + "-" + last);
    }
  }

  /**
   * Takes the next pair that is free.
   *
   * @throws VestibuleException {@code ports-busy}
   */
  public PortPair open(InetAddress local) throws VestibuleException {
    IOException last = null;
    for (int i = 0; i < pairs; i++) {
      int at = Math.floorMod(next.getAndIncrement(), pairs);
      try {
        return PortPair.bind(local, first + 2 * at);
      } catch (IOException e) {
        last = e;
      }
    }
    throw new VestibuleException(
        "ports-busy",
        "ports for the media of a call",
        "none of " + pairs + " pairs from " + first + " at " + local.getHostAddress() + " is free",
        "an address of this machine, and two free ports for each call",
        "Widen portFirst and portLast of org.vestibule.media.",
        last);
  }

  @Override
  public String toString() {
    return first + " to " + (first + 2 * pairs - 1);
  }
}
