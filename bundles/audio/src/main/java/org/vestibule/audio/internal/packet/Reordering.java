// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

import java.util.Arrays;
import org.vestibule.api.sound.VoicePacket;

/**
 * Puts packets into the order in which they were sent, after RFC 3550, section 5.1 and appendix
 * A.1: sequence numbers go round at 2^16; a number far from the last ones counts only when the next
 * packet goes on from it, for then the sender began anew. Holds at most {@value #MOST} packets. Not
 * thread-safe.
 */
final class Reordering {
  /** How many packets may lie between the next one and the newest one. */
  static final int MOST = 128;

  private static final long ROUND = 1 << 16;

  /** What became of a packet. */
  enum Verdict {
    HELD,
    DUPLICATE,
    LATE,
    /** Its number is far off: it waits for the packet that goes on from it. */
    DOUBTED,
    /** It goes on from the one that was doubted: both are to be offered again after a reset. */
    BEGAN_ANEW
  }

  private final Held[] ring = new Held[MOST];

  /** Numbers of the last packets that came, plus 1, to tell a duplicate from a late one. */
  private final long[] seen = new long[2 * MOST];

  private boolean begun;
  private boolean taken;
  private int count;
  private long next;
  private Held doubted;

  /** Takes a packet. */
  Verdict offer(Held held) {
    VoicePacket packet = held.packet();
    if (!begun) {
      begun = true;
      next = ROUND + packet.sequence();
    }
    long number = next + (short) (packet.sequence() - (int) next);
    if (number <= next - MOST || number >= next + MOST) {
      return doubt(held);
    }
    doubted = null;
    int mark = (int) (number % seen.length);
    if (seen[mark] == number + 1) {
      return Verdict.DUPLICATE;
    }
    if (number < next) {
      if (taken || newest() - number >= MOST) {
        seen[mark] = number + 1;
        return Verdict.LATE;
      }
      // Nothing was played yet: the first packet was overtaken by a later one.
      next = number;
    }
    seen[mark] = number + 1;
    ring[(int) (number % MOST)] = held;
    count++;
    return Verdict.HELD;
  }

  /** Returns the earliest packet that is held, or null. */
  Held head() {
    for (int i = 0; count > 0 && i < MOST; i++) {
      Held first = ring[(int) ((next + i) % MOST)];
      if (first != null) {
        return first;
      }
    }
    return null;
  }

  /** Returns whether the packet whose turn it is came. */
  boolean nextIsHere() {
    return ring[(int) (next % MOST)] != null;
  }

  /** Takes the packet whose turn it is away, or gives it up when it did not come. */
  void advance() {
    int slot = (int) (next % MOST);
    if (ring[slot] != null) {
      ring[slot] = null;
      count--;
    }
    taken = true;
    next++;
  }

  /** Forgets everything but the packet in doubt, which it returns. */
  Held reset() {
    Held first = doubted;
    Arrays.fill(ring, null);
    Arrays.fill(seen, 0);
    begun = false;
    taken = false;
    count = 0;
    doubted = null;
    return first;
  }

  private Verdict doubt(Held held) {
    boolean goesOn =
        doubted != null && held.packet().sequence() == (doubted.packet().sequence() + 1 & 0xFFFF);
    if (!goesOn) {
      doubted = held;
    }
    return goesOn ? Verdict.BEGAN_ANEW : Verdict.DOUBTED;
  }

  private long newest() {
    long newest = next;
    for (int i = 0; i < MOST; i++) {
      if (ring[(int) ((next + i) % MOST)] != null) {
        newest = next + i;
      }
    }
    return newest;
  }
}
