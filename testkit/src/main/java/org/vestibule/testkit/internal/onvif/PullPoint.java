// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One client's subscription: what happened since it last asked. Thread-safe. */
final class PullPoint {
  private static final int MOST = 1000;

  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>(MOST);
  private final Predicate<String> wanted;
  private volatile boolean over;
  private volatile long endNanos;

  /**
   * @param wanted says of a topic whether the client wants it
   */
  PullPoint(Predicate<String> wanted, Duration life) {
    this.wanted = wanted;
    renew(life);
  }

  /** Returns how long it lives on; a device whose clock is set does not forget its clients. */
  Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }

  final void renew(Duration life) {
    endNanos = System.nanoTime() + life.toNanos();
  }

  /** Ends it and whoever waits in it. */
  void finish() {
    over = true;
    messages.offer("");
  }

  void tell(String topic, String message) {
    if (wanted.test(topic)) {
      messages.offer(message);
    }
  }

  /** Returns what there is, after waiting until there is something; empty when the time is over. */
  List<String> pull(Duration wait, int most) throws InterruptedException, SoapFault {
    List<String> pulled = new ArrayList<>();
    String first = messages.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (over) {
      throw unknown();
    }
    if (first != null) {
      pulled.add(first);
      messages.drainTo(pulled, most - 1);
    }
    return pulled;
  }

  static SoapFault unknown() {
    return new SoapFault(400, "Sender", "wsnt:ResourceUnknownFault", "No such subscription");
  }
}
