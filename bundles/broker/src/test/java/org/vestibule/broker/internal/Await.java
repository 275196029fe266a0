// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits until something is so. */
final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Await() {}

  /** Returns the first answer that there is; fails with {@code otherwise} when none comes. */
  static <T> T until(Callable<Optional<T>> asked, Supplier<String> otherwise) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      try {
        Optional<T> answer = asked.call();
        if (answer.isPresent()) {
          return answer.get();
        }
      } catch (Exception e) {
        throw new AssertionError(otherwise.get(), e);
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("still not after " + LONGEST + ": " + otherwise.get());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  static void so(Callable<Boolean> asked, Supplier<String> otherwise) {
    until(() -> asked.call() ? Optional.of(true) : Optional.empty(), otherwise);
  }
}
