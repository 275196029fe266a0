// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * What waits in memory to be written, bounded by number and bytes. Where there is no room the
 * oldest that may be dropped goes first, and one that may not only when there is no other.
 * Thread-safe.
 */
final class Pending {
  private final int most;
  private final long mostBytes;
  private final Deque<Numbered> droppable = new ArrayDeque<>();
  private final Deque<Numbered> firm = new ArrayDeque<>();
  private long number;
  private long bytes;
  private boolean patient;
  private boolean woken;

  private record Numbered(long number, Fresh fresh) {}

  Pending(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /** Says whether it is worth waiting for room: somebody writes what is here. */
  synchronized void patient(boolean now) {
    patient = now;
    notifyAll();
  }

  /**
   * Adds one.
   *
   * @param millis how long to wait for room, while somebody makes some
   * @return what had to go, perhaps this one
   */
  synchronized List<Fresh> offer(Fresh fresh, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (patient && !room(fresh)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    List<Fresh> gone = new ArrayList<>();
    while (!room(fresh)) {
      Deque<Numbered> from = droppable.isEmpty() ? firm : droppable;
      if (from.isEmpty() || (from == firm && fresh.droppable())) {
        gone.add(fresh);
        return gone;
      }
      gone.add(removeFirst(from).fresh());
    }
    add(new Numbered(number++, fresh), false);
    if (size() == 1) { // Whoever writes waits for the first only.
      notifyAll();
    }
    return gone;
  }

  private boolean room(Fresh fresh) {
    return size() < most && bytes + fresh.kept().size() <= mostBytes;
  }

  private void add(Numbered each, boolean first) {
    Deque<Numbered> to = each.fresh().droppable() ? droppable : firm;
    if (first) {
      to.addFirst(each);
    } else {
      to.addLast(each);
    }
    bytes += each.fresh().kept().size();
  }

  private Numbered removeFirst(Deque<Numbered> from) {
    Numbered each = from.removeFirst();
    bytes -= each.fresh().kept().size();
    return each;
  }

  /** Waits until something is here, or until {@link #wake}. */
  synchronized void await(long millis) throws InterruptedException {
    if (size() == 0 && !woken) {
      wait(millis);
    }
    woken = false;
  }

  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Takes the first ones out, in order. */
  synchronized List<Fresh> take(int count, long upTo) {
    List<Fresh> taken = new ArrayList<>();
    long length = 0;
    while (size() > 0 && taken.size() < count && length < upTo) {
      Fresh next = removeFirst(older()).fresh();
      taken.add(next);
      length += next.kept().size();
    }
    notifyAll();
    return taken;
  }

  private Deque<Numbered> older() {
    if (droppable.isEmpty() || firm.isEmpty()) {
      return droppable.isEmpty() ? firm : droppable;
    }
    return droppable.peekFirst().number() < firm.peekFirst().number() ? droppable : firm;
  }

  /** Puts what was taken back in its place; nothing that was put back is too much. */
  synchronized void putBack(List<Fresh> taken) {
    long before = Long.MAX_VALUE;
    for (Deque<Numbered> each : List.of(droppable, firm)) {
      before = each.isEmpty() ? before : Math.min(before, each.peekFirst().number());
    }
    before = before == Long.MAX_VALUE ? number : before;
    for (int i = taken.size() - 1; i >= 0; i--) {
      add(new Numbered(--before, taken.get(i)), true);
    }
  }

  /** Changes what is here. */
  synchronized void change(UnaryOperator<Kept> change) {
    List<Fresh> all = take(Integer.MAX_VALUE, Long.MAX_VALUE);
    putBack(
        all.stream().map(each -> new Fresh(change.apply(each.kept()), each.droppable())).toList());
  }

  synchronized List<Kept> all() {
    List<Kept> all = new ArrayList<>();
    droppable.forEach(each -> all.add(each.fresh().kept()));
    firm.forEach(each -> all.add(each.fresh().kept()));
    return all;
  }

  synchronized int size() {
    return droppable.size() + firm.size();
  }
}
