// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the threads of this bundle, for whoever reads a thread dump. */
public final class Threads {
  private Threads() {}

  /** Returns a maker of daemon threads called {@code vestibule-<name>-<number>}. */
  public static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "vestibule-" + name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
