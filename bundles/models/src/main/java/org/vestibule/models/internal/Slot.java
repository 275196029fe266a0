// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.model.ModelException;

/** A place that a model can take. Read by all threads, written by the store's worker. */
final class Slot {
  private final AtomicReference<Serving> serving = new AtomicReference<>();
  private volatile ModelException problem;
  private volatile String previous = "";

  /** Returns what serves, {@code null} when nothing does. */
  Serving serving() {
    return serving.get();
  }

  /** Lets another one serve; returns the one that did, still open. */
  Serving swap(Serving next) {
    return serving.getAndSet(next);
  }

  /** Returns why nothing serves, or why not the first choice; {@code null} when all is well. */
  ModelException problem() {
    return problem;
  }

  void problem(ModelException reason) {
    problem = reason;
  }

  /** Returns the pack that served before, empty when none did. */
  String previous() {
    return previous;
  }

  void previous(String name) {
    previous = name;
  }
}
