// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import java.util.BitSet;

/**
 * Which of the last {@value #SIZE} packets came already (RFC 3711, section 3.3.2). Not thread-safe.
 */
final class ReplayWindow {
  static final int SIZE = 1024;

  private final BitSet seen = new BitSet(SIZE);
  private long highest = -1;

  /** Returns whether a packet of this index may be new. */
  boolean mayBeNew(long index) {
    return index > highest || index > highest - SIZE && !seen.get((int) (index % SIZE));
  }

  /** Notes a packet that was authentic. */
  void accept(long index) {
    if (index > highest) {
      long steps = Math.min(SIZE, index - highest);
      for (long i = 1; i < steps; i++) {
        seen.clear((int) ((highest + i) % SIZE));
      }
      if (steps == SIZE) {
        seen.clear();
      }
      highest = index;
    }
    seen.set((int) (index % SIZE));
  }

  /** Returns the highest index that came, or -1. */
  long highest() {
    return highest;
  }
}
