// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.BitSet;
import java.util.List;
import org.vestibule.api.outbox.OutboxWish;

/**
 * How far one sink is. Positions below {@code high} were looked at: those that were returned and
 * not confirmed have a bit, all others are done with. Positions from {@code high} on were not
 * looked at. Thread-safe; calls nobody.
 */
final class Sink {
  /** How many unconfirmed positions are noted on the disk; with more, all from the first on. */
  static final int MOST_NOTED = 1000;

  private static final int MOVE = 1 << 16;

  private final String name;
  private OutboxWish wish;
  private BitSet open = new BitSet();
  private long base;
  private long high;
  private long read;
  private long lost;
  private boolean changed;

  /** Begins at a position. */
  Sink(String name, OutboxWish wish, long from) {
    this.name = name;
    this.wish = wish;
    base = from;
    high = from;
    read = from;
  }

  /** Goes on where a note says. */
  Sink(SinkNote note) {
    this(note.name(), note.wish(), note.low());
    lost = note.lost();
    if (note.high() > note.low()) {
      high = note.high();
      note.open().forEach(each -> open.set(bit(each)));
    }
  }

  String name() {
    return name;
  }

  synchronized OutboxWish wish() {
    return wish;
  }

  synchronized void wish(OutboxWish now) {
    changed |= !wish.equals(now);
    wish = now;
  }

  /** Returns the position that it reads next. */
  synchronized long read() {
    return read;
  }

  /** Returns the first position that it needs. */
  synchronized long low() {
    int first = open.nextSetBit(0);
    return first < 0 ? high : base + first;
  }

  synchronized long high() {
    return high;
  }

  synchronized long lost() {
    return lost;
  }

  /** Returns how many were returned and are not confirmed. */
  synchronized int unconfirmed() {
    return open.cardinality();
  }

  /**
   * Reads the entry at a position; what was between the last one and this is not there any more.
   *
   * @return whether it is to be returned
   */
  synchronized boolean take(long position, String topic) {
    if (position < base) {
      return false; // It went while it was being read.
    }
    if (position > read) {
      missing(position);
    }
    boolean wanted = wish.wants(topic);
    if (position >= high) {
      high = position + 1;
      open.set(bit(position), wanted);
      changed = true;
    } else if (!wanted) {
      open.clear(bit(position));
    }
    read = position + 1;
    return wanted && open.get(bit(position));
  }

  private void missing(long until) {
    if (read < high) {
      lost += clear(read, Math.min(until, high));
    }
    if (until > high) {
      lost += until - Math.max(high, read);
      high = until;
    }
    changed = true;
  }

  /**
   * Entries go that it may not have read.
   *
   * @param end position after the last of them
   * @param unread how many of them it wants and has not looked at
   */
  synchronized void gone(long first, long end, int unread) {
    long before = lost;
    // What is gone behind a part that is still there is counted when the reader comes to it.
    lost += clear(first, Math.min(end, high)) + (first <= high ? unread : 0);
    if (first <= high && end > high) {
      high = end;
    }
    if (read >= first && read < end) {
      read = end;
    }
    changed |= lost != before;
  }

  private int clear(long from, long until) {
    if (from >= until) {
      return 0;
    }
    int low = bit(Math.max(from, base));
    int high = bit(Math.max(until, base));
    int count = open.get(low, high).cardinality();
    open.clear(low, high);
    return count;
  }

  synchronized void lose(long more) {
    lost += more;
    changed = true;
  }

  synchronized void confirm(long position) {
    if (position < base || position >= high || !open.get(bit(position))) {
      return;
    }
    open.clear(bit(position));
    changed = true;
    if (open.isEmpty() && read == high) {
      base = high;
      return;
    }
    int move = (int) Math.min(open.nextSetBit(0), read - base);
    if (move > MOVE) {
      open = open.get(move, open.length());
      base += move;
    }
  }

  /** Returns whether a position was returned and is not confirmed. */
  synchronized boolean waitsFor(long position) {
    return position >= base && position < high && open.get(bit(position));
  }

  synchronized void rewind() {
    read = low();
  }

  /** Returns what is to be noted, and takes it for noted. */
  synchronized SinkNote note() {
    changed = false;
    long low = low();
    if (open.cardinality() > MOST_NOTED) {
      return new SinkNote(name, wish, low, low, List.of(), lost);
    }
    List<Long> bits = open.stream().mapToObj(each -> base + each).toList();
    return new SinkNote(name, wish, low, high, bits, lost);
  }

  synchronized boolean changed() {
    return changed;
  }

  private int bit(long position) {
    return (int) (position - base);
  }
}
