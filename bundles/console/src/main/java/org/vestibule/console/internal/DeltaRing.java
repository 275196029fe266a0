// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;

/**
 * The last deltas, for pages that were away briefly. When a visit is over, what was said in it goes
 * out of them: a page that missed it does not get it any more. When somebody is erased, so does
 * their name. Used under the lock of its owner.
 */
final class DeltaRing {
  private static final String AFTER = "after";
  private static final String WORDS = "transcript";

  private final int most;
  private final BiFunction<Long, Object, byte[]> writer;
  private final Deque<Delta> deltas = new ArrayDeque<>();

  /**
   * @param most how many are kept
   * @param writer writes the message of a number and its fields
   */
  DeltaRing(int most, BiFunction<Long, Object, byte[]> writer) {
    this.most = most;
    this.writer = writer;
  }

  /** Adds the next delta and returns it. */
  Delta add(long number, VestibuleEvent event, Map<String, Object> fields) {
    String visit = event instanceof VisitEvent of ? of.after().id().value() : "";
    Optional<String> name =
        event instanceof VisitEvent of ? of.after().claimedName() : Optional.empty();
    if (event instanceof VisitClosed) {
      replace(delta -> delta.visit().equals(visit), this::withoutWords);
    }
    Delta delta = delta(number, Place.of(event), visit, name, fields);
    deltas.addLast(delta);
    if (deltas.size() > most) {
      deltas.removeFirst();
    }
    return delta;
  }

  /**
   * Returns what came after the one with that number.
   *
   * @param newest the number of the newest delta that there ever was
   * @return empty when one that would belong here is gone
   */
  Optional<List<Delta>> after(long last, long newest) {
    long oldest = deltas.isEmpty() ? newest + 1 : deltas.peekFirst().number();
    if (last > newest || last < oldest - 1) {
      return Optional.empty();
    }
    return Optional.of(deltas.stream().filter(delta -> delta.number() > last).toList());
  }

  /** Takes names out of the deltas that speak of somebody; returns how many did. */
  int forget(Predicate<Delta> speaksOf) {
    return replace(
        speaksOf,
        delta ->
            delta(
                delta.number(),
                delta.place(),
                delta.visit(),
                Optional.empty(),
                Nameless.of(delta.fields(), delta.name())));
  }

  boolean holds(Predicate<Delta> speaksOf) {
    return deltas.stream().anyMatch(speaksOf);
  }

  private int replace(Predicate<Delta> wanted, UnaryOperator<Delta> change) {
    int changed = 0;
    for (int left = deltas.size(); left > 0; left--) {
      Delta delta = deltas.removeFirst();
      boolean now = wanted.test(delta);
      changed += now ? 1 : 0;
      deltas.addLast(now ? change.apply(delta) : delta);
    }
    return changed;
  }

  private Delta withoutWords(Delta delta) {
    if (!(delta.fields() instanceof Map<?, ?> all)
        || !(all.get(AFTER) instanceof Map<?, ?> words)
        || words.get(WORDS) == null) {
      return delta;
    }
    Map<Object, Object> fields = new LinkedHashMap<>(all);
    Map<Object, Object> after = new LinkedHashMap<>(words);
    after.remove(WORDS);
    fields.put(AFTER, after);
    return delta(delta.number(), delta.place(), delta.visit(), delta.name(), fields);
  }

  private Delta delta(
      long number, Place place, String visit, Optional<String> name, Object fields) {
    byte[] whole = writer.apply(number, fields);
    Object nameless = Nameless.of(fields, name);
    return new Delta(
        number,
        place,
        visit,
        name,
        fields,
        whole,
        nameless.equals(fields) ? whole : writer.apply(number, nameless));
  }
}
