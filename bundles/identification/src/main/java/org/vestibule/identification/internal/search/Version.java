// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gallery as it was between two changes. Searches hold the version that they read. What a change
 * took away is overwritten when its version and all before it are held by nobody: each version
 * holds its successor until then.
 */
final class Version {
  private final long number;
  private final List<Block> blocks;
  private final int rowsOfLast;
  private final int templates;
  private final AtomicInteger holds;
  private Version next;
  private List<Runnable> leftovers = List.of();

  private Version(long number, List<Block> blocks, int rowsOfLast, int templates, int holds) {
    this.number = number;
    this.blocks = blocks;
    this.rowsOfLast = rowsOfLast;
    this.templates = templates;
    this.holds = new AtomicInteger(holds);
  }

  /** Returns the version of an empty gallery. */
  static Version empty() {
    return new Version(0, List.of(), Block.ROWS, 0, 1);
  }

  /** Returns the version after this, held as the current one and by this. */
  Version successor(List<Block> changed, int changedRowsOfLast, int changedTemplates) {
    return new Version(number + 1, List.copyOf(changed), changedRowsOfLast, changedTemplates, 2);
  }

  long number() {
    return number;
  }

  List<Block> blocks() {
    return blocks;
  }

  int rowsOfLast() {
    return rowsOfLast;
  }

  /** Returns how many rows belong to somebody. */
  int templates() {
    return templates;
  }

  void search(int block, Scan scan) {
    blocks.get(block).search(block == blocks.size() - 1 ? rowsOfLast : Block.ROWS, scan);
  }

  /** Holds it, unless it is over. */
  boolean hold() {
    int held = holds.get();
    while (held > 0 && !holds.compareAndSet(held, held + 1)) {
      held = holds.get();
    }
    return held > 0;
  }

  /** Says, before the successor can be seen, what is to be done when nobody reads this any more. */
  void endWith(Version successor, List<Runnable> erasures) {
    next = successor;
    leftovers = erasures;
  }

  /** Lets go. The last one who does cleans up, here and in each version after it that is over. */
  void release() {
    Version version = this;
    while (version != null && version.holds.decrementAndGet() == 0) {
      version.leftovers.forEach(Runnable::run);
      version.leftovers = List.of();
      version = version.next;
    }
  }
}
