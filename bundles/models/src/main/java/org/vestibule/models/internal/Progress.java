// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.function.Consumer;

/** Says what the store's worker is doing, step by step. Set by the worker, read by all. */
final class Progress {
  private final Consumer<String> steps;
  private volatile String work = "";
  private volatile String step = "";

  /**
   * @param steps is told of each step after it was taken, before the next one begins
   */
  Progress(Consumer<String> steps) {
    this.steps = steps;
  }

  /** A piece of work begins, for example {@code Activating small@1.0.0}. */
  void begin(String sentence) {
    step = "";
    work = sentence;
  }

  /** A step of it was taken. */
  void reached(String done) {
    step = done;
    steps.accept(done);
  }

  /** It is done, or was given up. */
  void end() {
    work = "";
  }

  /** Returns it in one sentence, empty when nothing is being done. */
  String sentence() {
    String now = work;
    String done = step;
    return now.isEmpty() || done.isEmpty() ? now : now + ": " + done;
  }
}
