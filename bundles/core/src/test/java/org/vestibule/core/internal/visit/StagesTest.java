// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stages that end, are given up and follow each other under one name. */
class StagesTest {
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final Stages stages = new Stages(steps::add, timers, Runnable::run);
  private final List<String> ended = new ArrayList<>();

  @AfterEach
  void stop() {
    pool.shutdownNow();
    timers.shutdownNow();
  }

  @Test
  void aStageThatIsGivenUpJustWhenItEndsDoesNotEndItsSuccessor() {
    run("first");
    Building.until(() -> steps.size() == 1);
    stages.cancel("face");
    run("second");
    Building.until(() -> steps.size() == 2);
    steps.remove().run();
    assertThat(stages.runs("face")).isTrue();
    assertThat(ended).isEmpty();
    steps.remove().run();
    assertThat(stages.idle()).isTrue();
    assertThat(ended).containsExactly("second");
  }

  private void run(String result) {
    stages.<String>run(
        "face",
        pool,
        () -> TimeUnit.MINUTES.toNanos(1),
        () -> result,
        (value, failure) -> ended.add(value));
  }
}
