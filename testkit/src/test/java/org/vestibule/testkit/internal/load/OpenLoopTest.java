// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.model.ModelException;

@Timeout(180)
class OpenLoopTest {
  private static final int CALLS = 40;
  private static final int PER_SECOND = 200;
  private static final long STALL_MILLIS = 300;

  private final CallLog log = new CallLog(PER_SECOND, CALLS);
  private final CountDownLatch all = new CountDownLatch(CALLS);

  private void play(int threads, OpenLoop.Work work) throws InterruptedException {
    OpenLoop loop =
        new OpenLoop(
            "test",
            threads,
            System.nanoTime(),
            log,
            call -> {
              try {
                work.call(call);
              } finally {
                all.countDown();
              }
            });
    all.await();
    loop.end();
  }

  @Test
  void aStallCountsForEveryCallThatItHeldUp() throws Exception {
    play(
        1,
        call -> {
          if (call == 0) {
            TimeUnit.MILLISECONDS.sleep(STALL_MILLIS);
          }
        });
    // Call 20 was due 100 ms after the first and could not be begun for 200 ms more.
    assertThat(log.micros(20)).isGreaterThan(150_000);
    assertThat(IntStream.range(0, CALLS).map(log::answers)).containsOnly(1);
  }

  @Test
  void aFailedCallHasItsReasonAndNoAnswer() throws Exception {
    play(
        4,
        call -> {
          if (call == 3) {
            throw new ModelException("model-missing", "slot", "none", "one", "Activate one");
          }
          if (call == 4) {
            throw new NoClassDefFoundError("org/vestibule/Gone");
          }
        });
    assertThat(log.answers(3)).isZero();
    assertThat(log.failure(3)).contains("model-missing");
    assertThat(log.failure(4)).contains("org/vestibule/Gone");
    assertThat(log.failure(5)).isNull();
    assertThat(log.made(3)).isTrue();
  }

  @Test
  void whatWasNotDueWhenItEndedWasNotCalled() throws Exception {
    CallLog slow = new CallLog(0.001, CALLS);
    CountDownLatch first = new CountDownLatch(1);
    OpenLoop loop = new OpenLoop("test", 2, System.nanoTime(), slow, call -> first.countDown());
    first.await();
    loop.end();
    assertThat(slow.made(0)).isTrue();
    assertThat(slow.made(2)).isFalse();
  }
}
