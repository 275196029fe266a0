// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.models.internal.rollout.Contest;

/**
 * The newest 100 comparisons since the start. Of one that is over only its figures are kept, not
 * the models with all their memory. Thread-safe.
 */
final class Comparisons {
  private static final int MOST = 100;

  private final LinkedList<Entry> newestFirst = new LinkedList<>();

  /** One of the two, the other is {@code null}. */
  private record Entry(Contest running, ModelComparison over) {
    ModelComparison seen() {
      return running == null ? over : running.seen();
    }
  }

  synchronized void add(Contest contest) {
    letGo();
    newestFirst.addFirst(new Entry(contest, null));
    if (newestFirst.size() > MOST) {
      newestFirst.removeLast();
    }
  }

  /** Keeps the figures of what is over; called now and then. */
  synchronized void letGo() {
    ListIterator<Entry> entries = newestFirst.listIterator();
    while (entries.hasNext()) {
      Contest contest = entries.next().running();
      if (contest != null && !contest.running()) {
        entries.set(new Entry(null, contest.seen()));
      }
    }
  }

  /** Returns them by slot, the newest first. */
  List<ModelComparison> seen() {
    List<Entry> entries;
    synchronized (this) {
      entries = new ArrayList<>(newestFirst);
    }
    return entries.stream()
        .map(Entry::seen)
        .sorted(Comparator.comparing(ModelComparison::slot))
        .toList();
  }
}
