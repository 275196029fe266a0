// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process holds now.
 *
 * @param rssBytes what the machine gave it in all; 0 where that cannot be read
 */
record ProcessMemory(long heapBytes, long rssBytes, int threads) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RSS = "VmRSS:";

  static ProcessMemory now() {
    return new ProcessMemory(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        rss(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static long rss() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RSS)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // Not Linux: what is not known is not shown.
    }
    return 0;
  }
}
