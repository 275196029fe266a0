// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;

class GateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A service that works until it is stopped, then throws as a stopped bundle does. */
  private static final class Version {
    private volatile boolean stopped;

    String work() {
      if (stopped) {
        throw new IllegalStateException("the bundle is stopped");
      }
      LockSupport.parkNanos(2_000_000);
      if (stopped) {
        throw new RejectedExecutionException("the pool is shut down");
      }
      return "done";
    }
  }

  @Test
  void aGateBehindWhichThereNeverWasAnythingAnswersAtOnce() {
    Gate<Version> gate = new Gate<>("vision");
    assertThat(gate.expected(PATIENCE)).isFalse();
    assertThatThrownBy(() -> gate.call(PATIENCE, Version::work))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("room-empty"));
  }

  @Test
  void anObjectThatTakesOverFromItselfStays() {
    Gate<String> gate = new Gate<>("vision");
    String service = "one object, registered twice";
    gate.enter(service);
    gate.enter(service);
    gate.leave(service);
    assertThat(gate.now()).contains(service);
    gate.leave(service);
    assertThat(gate.now()).isEmpty();
  }

  @Test
  void aServiceThatNeverWorkedIsNotWaitedFor() {
    Gate<Version> gate = new Gate<>("vision");
    gate.enter(new Version());
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                gate.call(
                    PATIENCE,
                    service -> {
                      calls.incrementAndGet();
                      throw new ModelException("model-missing", "m", "none", "one", "Get it");
                    }))
        .isInstanceOf(ModelException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void noCallFailsWhileAServiceIsReplacedAgainAndAgain() throws Exception {
    Gate<Version> gate = new Gate<>("vision");
    Version[] current = {new Version()};
    gate.enter(current[0]);
    ScheduledExecutorService callers = Executors.newScheduledThreadPool(8);
    List<Future<String>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(
          callers.schedule(
              () -> gate.call(PATIENCE, Version::work), i * 20L, TimeUnit.MILLISECONDS));
    }
    ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
    Runnable swap =
        () -> {
          // As in a framework: sometimes the work stops before the service is seen to go.
          current[0].stopped = true;
          gate.leave(current[0]);
          LockSupport.parkNanos(50_000_000);
          current[0] = new Version();
          gate.enter(current[0]);
        };
    operator.scheduleWithFixedDelay(swap, 50, 100, TimeUnit.MILLISECONDS);
    for (Future<String> call : calls) {
      assertThat(call.get()).isEqualTo("done");
    }
    operator.shutdownNow();
    callers.shutdownNow();
  }

  @Test
  void nobodyWaitsLongerThanTheRequestHas() {
    Gate<Version> gate = new Gate<>("vision");
    Version gone = new Version();
    gate.enter(gone);
    gate.leave(gone);
    AtomicLong waited = new AtomicLong();
    long begun = System.nanoTime();
    assertThatThrownBy(() -> gate.call(Duration.ofMillis(100), waited::addAndGet, Version::work))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("room-empty"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
    assertThat(waited).hasPositiveValue();
  }

  @Test
  void aBadPictureIsNotShownToTheSuccessorToo() {
    Gate<String> gate = new Gate<>("vision");
    gate.enter("the one that goes");
    List<String> asked = new ArrayList<>();
    assertThatThrownBy(
            () ->
                gate.call(
                    PATIENCE,
                    service -> {
                      asked.add(service);
                      gate.leave(service);
                      gate.enter("the next one");
                      throw new VestibuleException(
                          "image-truncated", "picture", "half", "a whole one", "Send it again");
                    }))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("image-truncated"));
    assertThat(asked).containsExactly("the one that goes");
  }
}
