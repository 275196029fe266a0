// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory there is and how much this process holds. Thread-safe. */
public interface MachineMemory {
  /** What the Linux kernel says, in {@code /proc}; what it does not say is -1. */
  MachineMemory LINUX =
      new MachineMemory() {
        @Override
        public long availableBytes() {
          return kilobytes(Path.of("/proc/meminfo"), "MemAvailable:");
        }

        @Override
        public long residentBytes() {
          return kilobytes(Path.of("/proc/self/status"), "VmRSS:");
        }
      };

  /** Returns how many bytes could be taken without swapping, -1 when it is not known. */
  long availableBytes();

  /** Returns how many bytes of this process are in memory, -1 when it is not known. */
  long residentBytes();

  private static long kilobytes(Path file, String key) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Another system than Linux: nothing is known, and so nothing is bounded.
      return -1;
    }
    return -1;
  }
}
