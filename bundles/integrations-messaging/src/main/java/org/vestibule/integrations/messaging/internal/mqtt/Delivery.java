// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Follows the messages of one event: when the broker has all of them the event is told.
 * Thread-safe.
 */
final class Delivery {
  private final AtomicInteger left;
  private final IntConsumer end;
  private volatile int worst;

  /**
   * @param messages how many there are
   * @param end is told once: 0, or from 0x80 why the broker does not take it; never when the
   *     connection broke before
   */
  Delivery(int messages, IntConsumer end) {
    left = new AtomicInteger(messages);
    this.end = end;
  }

  /** A message has arrived, may not leave, or was refused and nobody insists on it. */
  void done() {
    if (left.decrementAndGet() == 0) {
      end.accept(worst);
    }
  }

  /** Returns what is to be told of one message. */
  IntConsumer receipt(boolean binding) {
    return reason -> {
      if (reason == BrokerClient.LOST) {
        return;
      }
      if (binding && reason >= 0x80) {
        worst = reason;
      }
      done();
    };
  }
}
