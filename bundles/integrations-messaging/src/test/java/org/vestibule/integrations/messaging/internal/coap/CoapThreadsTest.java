// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoapThreadsTest {
  private static final int CALLERS = 8;

  @Test
  void theOrdersOfSeveralCallersWaitForTheDiskTogether() throws Exception {
    CoapThreads threads = new CoapThreads();
    CountDownLatch waiting = new CountDownLatch(CALLERS);
    try {
      for (int i = 0; i < CALLERS; i++) {
        threads.orders.execute(
            () -> {
              waiting.countDown();
              awaitAll(waiting);
            });
      }

      assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.end();
    }
  }

  private static void awaitAll(CountDownLatch waiting) {
    try {
      waiting.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
