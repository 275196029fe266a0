// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of processes. */
final class ProcessFigures {
  private ProcessFigures() {}

  /** Returns the resident memory of a process in bytes; 0 where it is gone. */
  static long resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns what a process has used of the processor, in nanoseconds. */
  static long cpuNanos(Process process) {
    return process.info().totalCpuDuration().map(used -> used.toNanos()).orElse(0L);
  }

  /** Returns the words of the command line of a process. */
  static List<String> command(long pid) throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), "cmdline");
    return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
  }
}
