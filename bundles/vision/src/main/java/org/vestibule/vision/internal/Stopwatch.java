// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.StageTiming;

/** Times the stages of one call. Not thread-safe. */
final class Stopwatch {
  /** A stage's work. */
  interface Stage<T> {
    T run() throws VestibuleException;
  }

  private final long begun = System.nanoTime();
  private final List<StageTiming> stages = new ArrayList<>(9);

  /** Runs a stage; one that fails is not listed. */
  <T> T time(String name, Stage<T> stage) throws VestibuleException {
    long start = System.nanoTime();
    T result = stage.run();
    long end = System.nanoTime();
    stages.add(new StageTiming(name, (start - begun) / 1000, (end - start) / 1000));
    return result;
  }

  /** Returns the stages so far. */
  List<StageTiming> timings() {
    return List.copyOf(stages);
  }
}
