// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Keys of one phone, which many phones send twice: as a telephone event (RFC 4733) and by INFO. The
 * same key by both ways within {@link #SAME} is one. Thread-safe.
 */
public final class KeyPresses {
  /** For so long the two ways of one press may lie apart. */
  static final Duration SAME = Duration.ofMillis(300);

  private static final int MOST = 16;

  private final Ticks ticks;
  private final Deque<Press> alone = new ArrayDeque<>();

  /** How a key came. */
  public enum Way {
    /** In the sound (RFC 4733). */
    EVENT,
    /** In the signalling (INFO). */
    INFO
  }

  private record Press(int key, Way way, long nanos) {}

  /** Nothing was pressed yet. */
  public KeyPresses(Ticks ticks) {
    this.ticks = ticks;
  }

  /** Returns whether this is a press that was not told yet. */
  public synchronized boolean isNew(int key, Way way) {
    long now = ticks.nanos();
    alone.removeIf(press -> now - press.nanos() > SAME.toNanos());
    for (Iterator<Press> presses = alone.iterator(); presses.hasNext(); ) {
      Press press = presses.next();
      if (press.key() == key && press.way() != way) {
        presses.remove();
        return false;
      }
    }
    if (alone.size() == MOST) {
      alone.removeFirst();
    }
    alone.addLast(new Press(key, way, now));
    return true;
  }
}
