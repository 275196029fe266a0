// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.slot;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.lease.Serving;

/**
 * A place that a model can take. Thread-safe: read by every request, changed by the store's worker,
 * and by whoever finds that a watched model has left its bounds.
 */
public final class Slot {
  private final String name;
  private final Consumer<Slot> whenChanged;
  private final AtomicReference<Lineup> lineup = new AtomicReference<>(Lineup.EMPTY);
  private volatile ModelException problem;

  Slot(String name, Consumer<Slot> whenChanged) {
    this.name = name;
    this.whenChanged = whenChanged;
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns what is loaded for it. */
  public Lineup lineup() {
    return lineup.get();
  }

  /** Returns what serves, {@code null} when nothing does. */
  public Serving active() {
    return lineup.get().active();
  }

  /**
   * Changes it in one step; what is not in it any more closes with its last lease.
   *
   * @param change may be asked more than once; what it returns unchanged stays
   * @return what was before
   */
  public Lineup change(UnaryOperator<Lineup> change) {
    Lineup before;
    Lineup after;
    do {
      before = lineup.get();
      after = change.apply(before);
    } while (!lineup.compareAndSet(before, after));
    if (before != after) {
      retire(before, after);
      whenChanged.accept(this);
    }
    return before;
  }

  /**
   * As {@link #change}, with a model that has to be in it already.
   *
   * @return what was before; empty when the model is not in it any more, and nothing was changed
   */
  public Optional<Lineup> changeWith(Serving needed, UnaryOperator<Lineup> change) {
    Lineup before = lineup.get();
    while (before.all().contains(needed)) {
      if (replace(before, change.apply(before))) {
        return Optional.of(before);
      }
      before = lineup.get();
    }
    return Optional.empty();
  }

  /** As {@link #change}, unless somebody else was first. */
  public boolean replace(Lineup expected, Lineup next) {
    if (!lineup.compareAndSet(expected, next)) {
      return false;
    }
    retire(expected, next);
    whenChanged.accept(this);
    return true;
  }

  /** Returns why nothing serves, or why not the first choice; {@code null} when all is well. */
  public ModelException problem() {
    return problem;
  }

  /** Says why nothing serves, or why not the first choice. */
  public void problem(ModelException reason) {
    problem = reason;
    whenChanged.accept(this);
  }

  private static void retire(Lineup before, Lineup after) {
    Set<Serving> gone = new HashSet<>(before.all());
    gone.removeAll(after.all());
    gone.forEach(Serving::retire);
  }
}
