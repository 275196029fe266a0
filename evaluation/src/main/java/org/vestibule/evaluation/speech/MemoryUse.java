// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process takes.
 *
 * @param heapMegabytes live objects, after a collection
 * @param residentMegabytes resident memory; 0 where the system does not say (Linux does)
 */
record MemoryUse(double heapMegabytes, double residentMegabytes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEGABYTE = 1 << 20;

  /** Collects, and looks. */
  static MemoryUse now() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new MemoryUse((runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE, resident());
  }

  private static double resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
