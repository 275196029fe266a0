// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SipThreadTest {
  @Test
  void whatEndsCallsWhileSipEndsIsNotCutOffByATimer() throws Exception {
    SipThread thread = new SipThread();
    CountDownLatch busy = new CountDownLatch(1);
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    thread.run(
        () -> {
          await(busy);
          // As a call does that is cancelled: it waits for the last answer.
          thread.after(Duration.ofSeconds(32), () -> done.add("late"));
          done.add("the others");
        });
    Thread closing = new Thread(thread::close);
    closing.start();
    SipHouse.await("it is ending", () -> !thread.run(() -> {}));
    busy.countDown();
    closing.join(60_000);
    assertThat(done).containsExactly("the others");
  }

  @Test
  void anErrorIsNotTheOthersTrouble() throws Exception {
    SipThread thread = new SipThread();
    CountDownLatch done = new CountDownLatch(1);
    thread.run(
        () -> {
          throw new NoClassDefFoundError("gone");
        });
    thread.run(done::countDown);
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    thread.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
