// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversations of the pages, each of the session that answered. Thread-safe. */
final class HeldCalls {
  private static final Logger LOG = LoggerFactory.getLogger(HeldCalls.class);

  private final Map<String, HeldCall> held = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-calls");
            thread.setDaemon(true);
            return thread;
          });

  HeldCalls() {
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  void hold(String id, HeldCall call) {
    held.put(id, call);
    call.conversation().onEnd(() -> over(id, call));
  }

  private void over(String id, HeldCall call) {
    held.remove(id, call);
    call.end();
  }

  Optional<HeldCall> find(String id, String owner) {
    return Optional.ofNullable(held.get(id)).filter(call -> call.owner().equals(owner));
  }

  private void look() {
    long now = System.nanoTime();
    held.forEach(
        (id, call) -> {
          if (deserted(id, call, now)) {
            over(id, call);
          }
        });
  }

  /** Whoever cannot be asked who they are is nobody; the next call must be looked at, too. */
  private static boolean deserted(String id, HeldCall call, long now) {
    try {
      return call.deserted(now);
    } catch (RuntimeException e) {
      LOG.error("Looking after call {} failed, so it ends", id, e);
      return true;
    }
  }

  /** Hangs up on everybody. */
  void close() {
    clock.shutdownNow();
    held.forEach(this::over);
  }
}
