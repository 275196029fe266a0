// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.models.internal.pack.TrustStore;

/**
 * A process with a store that stops at one step of one order, says so, and waits to be killed; when
 * there are not so many steps, it says that it is done.
 */
final class CrashingStore {
  private CrashingStore() {}

  /**
   * @param args folder of data, order, and the number of the step, from 1
   */
  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    int last = Integer.parseInt(args[2]);
    AtomicBoolean counting = new AtomicBoolean();
    AtomicInteger taken = new AtomicInteger();
    AtomicLong clock = new AtomicLong();
    FakeRuntime runtime = new FakeRuntime();
    Surroundings surroundings =
        new Surroundings(
            settings -> TrustStore.hashesOnly(),
            false,
            () -> null,
            () -> null,
            () -> null,
            clock::get,
            clock::get,
            step -> {
              if (counting.get() && taken.incrementAndGet() == last) {
                waitForTheEnd(step);
              }
            });
    PackStore store =
        new PackStore(
            new Settings(
                data.resolve("models"),
                List.of("large"),
                data.resolve("models-state.json"),
                Duration.ofSeconds(10),
                Settings.DEFAULT_LEASE_LIMIT,
                100),
            runtime,
            surroundings);
    StoreFixture.settle(store);
    if (!args[1].equals("activate") && !args[1].equals("stage")) {
      store.activate("small", "test");
    }
    counting.set(true);
    switch (args[1]) {
      case "activate" -> store.activate("small", "test");
      case "stage" -> store.stage(data.resolve("usb").resolve("small@2.0.0"), false, "test");
      case "roll-back" -> store.rollBack("speech", "test");
      default -> {
        runtime.scripts.put(
            "small@1.0.0",
            () -> {
              throw StoreFixture.failed();
            });
        StoreFixture.request(store);
        StoreFixture.request(store);
      }
    }
    StoreFixture.settle(store);
    System.out.println("DONE");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void waitForTheEnd(String step) {
    System.out.println("AT " + step);
    System.out.flush();
    StoreFixture.await(new CountDownLatch(1));
  }
}
