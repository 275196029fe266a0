// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.visit.Conversation;

/** Nobody listens on at a door who may not any more. */
class HeldCallsTest {
  @Test
  void whoCannotBeAskedAnyMoreIsHungUpOnAndHoldsUpNobodyElsesEnd() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    HeldCalls calls = new HeldCalls();
    try {
      calls.hold(
          "c-1",
          new HeldCall(
              talking(first),
              "ada",
              () -> {
                throw new IllegalStateException("the accounts are being replaced");
              }));
      assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
      calls.hold("c-2", new HeldCall(talking(second), "bo", Optional::empty));
      assertThat(second.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      calls.close();
    }
  }

  private static Conversation talking(CountDownLatch closed) {
    return (Conversation)
        Proxy.newProxyInstance(
            HeldCallsTest.class.getClassLoader(),
            new Class<?>[] {Conversation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                closed.countDown();
              }
              return method.getReturnType() == boolean.class ? false : null;
            });
  }
}
