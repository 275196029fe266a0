// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All threads of JAIN-SIP. It names some of them itself and forgets one when it stops; here they
 * are found, and what kills one of them is counted, not printed.
 */
final class StackThreads extends ThreadGroup {
  private static final Logger LOG = LoggerFactory.getLogger(StackThreads.class);

  private final Gate gate;

  StackThreads(Gate gate) {
    super("vestibule-sip-stack");
    this.gate = gate;
  }

  /** Does something whose threads are to be in this group. */
  <T> T make(Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(this, task, "vestibule-sip-start");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    // A message that says it is longer than it may be ends the thread of its connection.
    gate.malformed();
    LOG.debug("{} ended: {}", thread.getName(), thrown.getClass().getName());
  }
}
