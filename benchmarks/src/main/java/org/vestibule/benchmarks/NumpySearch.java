// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The peer of the 1:N search: the same by numpy, in a process of its own, timed inside of it. */
final class NumpySearch {
  private NumpySearch() {}

  /**
   * Measures.
   *
   * @param oneThread whether numpy's BLAS is held to one thread; else it takes what it likes
   * @return milliseconds; empty where there is no python3 with numpy
   */
  static Optional<Sample> measure(int rows, int length, int rounds, boolean oneThread)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3",
            "-",
            Integer.toString(rows),
            Integer.toString(length),
            Integer.toString(rounds));
    if (oneThread) {
      for (String name : new String[] {"OMP", "OPENBLAS", "MKL"}) {
        builder.environment().put(name + "_NUM_THREADS", "1");
      }
    }
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (InputStream script = NumpySearch.class.getResourceAsStream("numpy_search.py");
        OutputStream input = process.getOutputStream()) {
      script.transferTo(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 && !output.isBlank()
        ? Optional.of(new Sample(output.lines().mapToDouble(Double::parseDouble).toArray()))
        : Optional.empty();
  }
}
