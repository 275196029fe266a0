// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * The forms of an entry, the fullest first; those behind it are written only when they are asked
 * for. Thread-safe; an iterator is for one thread.
 */
record WrittenForms(EnvelopeWriter writer, OutboxEntry entry, String building, Message full)
    implements Iterable<Message> {
  /** What is left out first, and what then; the class of the event itself is never left out. */
  static final List<DataClass> CLOSEST_FIRST = List.of(DataClass.TRANSCRIPT, DataClass.PERSONAL);

  /** Writes the fullest, which shows whether the entry can be read. */
  WrittenForms(EnvelopeWriter writer, OutboxEntry entry, String building) {
    this(writer, entry, building, writer.write(entry, building, without(0)));
  }

  @Override
  public Iterator<Message> iterator() {
    return new Iterator<>() {
      /** How many classes are left out of the form that was returned last. */
      private int left = -1;

      @Override
      public boolean hasNext() {
        while (left >= 0 && left < CLOSEST_FIRST.size() && !bears(CLOSEST_FIRST.get(left))) {
          left++;
        }
        return left < CLOSEST_FIRST.size();
      }

      @Override
      public Message next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        left++;
        return left == 0 ? full : writer.write(entry, building, without(left));
      }
    };
  }

  private boolean bears(DataClass what) {
    return full.classes().contains(what);
  }

  /** Returns all classes but the first so many that are left out. */
  private static Set<DataClass> without(int left) {
    Set<DataClass> allowed = EnumSet.allOf(DataClass.class);
    CLOSEST_FIRST.subList(0, left).forEach(allowed::remove);
    return allowed;
  }
}
