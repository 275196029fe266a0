// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The latest entries in memory, at most so many and so many bytes, so that whoever keeps up reads
 * no disk. Positions are without a gap. Thread-safe.
 */
final class Ring {
  private final int most;
  private final long mostBytes;
  private final Kept[] slots;
  private long first;
  private long end;
  private long bytes;

  Ring(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.slots = new Kept[most];
  }

  synchronized void add(List<Kept> entries) {
    for (Kept each : entries) {
      if (each.position() != end) {
        clear();
        first = each.position();
        end = first;
      }
      slots[slot(end++)] = each;
      bytes += each.size();
      while (end - first > most - 1 || (bytes > mostBytes && end - first > 1)) {
        dropFirst();
      }
    }
  }

  private void dropFirst() {
    bytes -= slots[slot(first)].size();
    slots[slot(first++)] = null;
  }

  /** Returns entries from a position on; empty when the first of them is not here any more. */
  synchronized Optional<List<Kept>> from(long position, int count) {
    if (position < first || position > end) {
      return Optional.empty();
    }
    List<Kept> found = new ArrayList<>();
    for (long each = position; each < end && found.size() < count; each++) {
      found.add(slots[slot(each)]);
    }
    return Optional.of(found);
  }

  /** Changes what is here. */
  synchronized void change(UnaryOperator<Kept> change) {
    for (long each = first; each < end; each++) {
      Kept before = slots[slot(each)];
      Kept after = change.apply(before);
      bytes += after.size() - before.size();
      slots[slot(each)] = after;
    }
  }

  /** Forgets everything. */
  synchronized void clear() {
    for (long each = first; each < end; each++) {
      slots[slot(each)] = null;
    }
    first = end;
    bytes = 0;
  }

  private int slot(long position) {
    return (int) (position % most);
  }
}
