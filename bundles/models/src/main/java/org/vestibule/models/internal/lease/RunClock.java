// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * What a run is measured by: the processor time of the thread that runs it. By the wall clock a
 * model looks slow whenever the box is busy, and a good one would be rolled back for the load that
 * it met. Inference computes on the caller's thread and waits for nothing; with more than one
 * thread for an inference the caller's share is measured, of both models alike.
 */
public final class RunClock {
  private RunClock() {}

  /** Returns a clock in nanoseconds; where the machine measures no thread it is the wall clock. */
  public static LongSupplier ofThisMachine() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads::getCurrentThreadCpuTime
        : System::nanoTime;
  }
}
