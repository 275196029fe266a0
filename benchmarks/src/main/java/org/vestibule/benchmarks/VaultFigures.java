// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured: a table while it goes on, and one {@code key=value} a line at the end. */
final class VaultFigures {
  private final List<String> lines = new ArrayList<>();

  /** What is measured. */
  interface Step {
    /** Does it for the so-manieth time, from 0 on. */
    void run(int round) throws Exception;
  }

  /** Measures each of some rounds; prints the row and notes median and 95th percentile. */
  Sample timed(String title, String key, int rounds, Step step) throws Exception {
    double[] millis = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long from = System.nanoTime();
      step.run(round);
      millis[round] = (System.nanoTime() - from) / 1e6;
    }
    return note(title, key, millis);
  }

  /** Prints a row and notes median, 95th percentile and number. */
  Sample note(String title, String key, double[] millis) {
    Sample sample = new Sample(millis);
    System.out.println(sample.fineRow(title));
    value(key + "_median_ms", sample.median());
    value(key + "_p95_ms", sample.p95());
    lines.add(key + "_n=" + millis.length);
    return sample;
  }

  /** Notes a figure. */
  void value(String key, double value) {
    lines.add(String.format(Locale.ROOT, "%s=%.4f", key, value));
  }

  /** Prints and notes megabytes (10^6). */
  void megabytes(String title, String key, long bytes) {
    System.out.printf(Locale.ROOT, "%-36s %.1f MB%n", title, bytes / 1e6);
    value(key + "_mb", bytes / 1e6);
  }

  /** Puts the figure that all of it is about before the others. */
  void lead(String key, double value) {
    lines.add(0, String.format(Locale.ROOT, "%s=%.4f", key, value));
  }

  /** Returns the lines. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Ends the measurement of something that is not as it has to be. */
  static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalStateException(otherwise);
    }
  }
}
