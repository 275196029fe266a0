// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * Latencies of one thing, in milliseconds.
 *
 * @param millis each measured call; sorted by the constructor's copy
 */
public record Sample(double[] millis) {
  /** Sorts a copy; at least one value is needed. */
  public Sample {
    if (millis.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one value");
    }
    millis = millis.clone();
    Arrays.sort(millis);
  }

  /** Returns the value below which the share {@code p} of the calls stayed (nearest rank). */
  public double percentile(double p) {
    int rank = (int) Math.ceil(p * millis.length);
    return millis[Math.min(millis.length - 1, Math.max(0, rank - 1))];
  }

  /** Returns the median. */
  public double median() {
    return percentile(0.5);
  }

  /** Returns the 95th percentile. */
  public double p95() {
    return percentile(0.95);
  }

  /** Returns one row of a table. */
  public String row(String name) {
    return String.format(
        Locale.ROOT, "%-28s median %8.2f   p95 %8.2f   n %d", name, median(), p95(), millis.length);
  }

  /** Returns one row of a table, for what takes less than a millisecond. */
  public String fineRow(String name) {
    return String.format(
        Locale.ROOT,
        "%-36s median %10.4f   p95 %10.4f   n %d",
        name,
        median(),
        p95(),
        millis.length);
  }
}
