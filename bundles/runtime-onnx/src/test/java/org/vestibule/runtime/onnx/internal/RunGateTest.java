// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelException;

class RunGateTest {
  @Test
  void theNextOneEntersWhenAPlaceIsFree() throws Exception {
    RunGate gate = new RunGate(1);
    Runnable first = gate.enter("tiny");
    CompletableFuture<Runnable> second = new CompletableFuture<>();
    Thread waiting = waiting(gate, second);

    assertThat(second).isNotDone();
    first.run();

    second.get(60, TimeUnit.SECONDS).run();
    waiting.join(60_000);
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    RunGate gate = new RunGate(1);
    gate.enter("tiny");
    CompletableFuture<Runnable> second = new CompletableFuture<>();
    Thread waiting = waiting(gate, second);

    waiting.interrupt();

    assertThat(second)
        .failsWithin(java.time.Duration.ofSeconds(60))
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-run-failed"));
  }

  @Test
  void aNewBoundHoldsForRunsThatBeginThen() throws Exception {
    RunGate gate = new RunGate(1);
    Runnable old = gate.enter("tiny");
    gate.resize(2);

    Runnable one = gate.enter("tiny");
    Runnable two = gate.enter("tiny");
    old.run();
    one.run();
    two.run();

    gate.enter("tiny").run();
  }

  private static Thread waiting(RunGate gate, CompletableFuture<Runnable> result)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              try {
                result.complete(gate.enter("tiny"));
              } catch (ModelException e) {
                result.completeExceptionally(e);
              }
            });
    thread.start();
    begun.await();
    return thread;
  }
}
