// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;

/**
 * The last deltas, for pages that were away briefly. When a visit is over, what was said in it goes
 * out of them: a page that missed it does not get it any more. Used under the lock of its owner.
 */
final class DeltaRing {
  private static final String AFTER = "after";
  private static final String WORDS = "transcript";

  /** One delta; with the visit and the fields, if it has words of a visitor. */
  private record Delta(long number, String visit, Map<String, Object> fields, byte[] message) {}

  private final int most;
  private final BiFunction<Long, Map<String, Object>, byte[]> writer;
  private final Deque<Delta> deltas = new ArrayDeque<>();

  /**
   * @param most how many are kept
   * @param writer writes the message of a number and its fields
   */
  DeltaRing(int most, BiFunction<Long, Map<String, Object>, byte[]> writer) {
    this.most = most;
    this.writer = writer;
  }

  /** Adds the next delta and returns its message. */
  byte[] add(long number, VestibuleEvent event, Map<String, Object> fields) {
    byte[] message = writer.apply(number, fields);
    if (event instanceof VisitClosed closed) {
      forgetWords(closed.after().id().value());
    }
    boolean words =
        event instanceof VisitEvent
            && fields.get(AFTER) instanceof Map<?, ?> after
            && after.get(WORDS) != null;
    deltas.addLast(
        words
            ? new Delta(number, ((VisitEvent) event).after().id().value(), fields, message)
            : new Delta(number, "", Map.of(), message));
    if (deltas.size() > most) {
      deltas.removeFirst();
    }
    return message;
  }

  /**
   * Returns the messages after the one with that number.
   *
   * @param newest the number of the newest delta that there ever was
   * @return empty when one that would belong here is gone
   */
  Optional<List<byte[]>> after(long last, long newest) {
    long oldest = deltas.isEmpty() ? newest + 1 : deltas.peekFirst().number();
    if (last > newest || last < oldest - 1) {
      return Optional.empty();
    }
    return Optional.of(
        deltas.stream().filter(delta -> delta.number() > last).map(Delta::message).toList());
  }

  private void forgetWords(String visit) {
    for (int left = deltas.size(); left > 0; left--) {
      Delta delta = deltas.removeFirst();
      deltas.addLast(delta.visit().equals(visit) ? withoutWords(delta) : delta);
    }
  }

  private Delta withoutWords(Delta delta) {
    Map<String, Object> fields = new LinkedHashMap<>(delta.fields());
    Map<Object, Object> after = new LinkedHashMap<>((Map<?, ?>) fields.get(AFTER));
    after.remove(WORDS);
    fields.put(AFTER, after);
    return new Delta(delta.number(), "", Map.of(), writer.apply(delta.number(), fields));
  }
}
