// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What the process holds at a moment.
 *
 * @param loadedClasses classes loaded and not unloaded
 * @param heapMegabytes live objects: heap in use after a full collection
 * @param residentMegabytes {@code VmRSS}, native memory and file mappings included
 */
record Footprint(int loadedClasses, double heapMegabytes, double residentMegabytes) {
  /** The JVM gives native memory back every ten seconds, see the assembly's setenv. */
  private static final long TRIMMED_SECONDS = 12;

  /**
   * Collects twice, so that what only finalises in the first pass is gone, lets the JVM give native
   * memory back, and measures.
   */
  static Footprint atRest() throws IOException, InterruptedException {
    System.gc();
    System.gc();
    TimeUnit.SECONDS.sleep(TRIMMED_SECONDS);
    return new Footprint(
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0,
        resident());
  }

  private static double resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
