// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.util.concurrent.ThreadFactory;

/** Named daemon threads, so that a thread dump says whose they are. */
public final class Threads {
  private Threads() {}

  /** Makes threads of one name. */
  public static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
