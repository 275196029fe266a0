// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.integrations.access.control.internal.line.Line;

class PollThreadTest {
  @Test
  void whateverALineThrowsItIsOpenedAgain() throws Exception {
    CountDownLatch opened = new CountDownLatch(3);
    try (PollThread thread =
        new PollThread(
            "tcp:127.0.0.1:9",
            address -> {
              opened.countDown();
              if (opened.getCount() == 2) {
                // What a broker throws whose bundle vanishes under the call.
                throw new NoClassDefFoundError("org/example/Gone");
              }
              return new BrokenLine();
            })) {
      assertThat(opened.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Neither reads nor closes. */
  private static final class BrokenLine implements Line {
    @Override
    public int read(byte[] buffer, int offset, int length, int timeoutMillis) {
      throw new IllegalStateException("the driver is gone");
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {}

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void close() {
      throw new IllegalStateException("the driver is gone");
    }
  }
}
