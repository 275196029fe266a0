// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how far something is that takes minutes. */
final class Progress {
  private static final int TIMES = 20;
  private static final double NANOS = 1e9;

  private final String what;
  private final int all;
  private final LongSupplier nanos;
  private final long from;

  /**
   * @param what for example {@code enrolled}
   * @param nanos a clock that only goes forward
   */
  Progress(String what, int all, LongSupplier nanos) {
    this.what = what;
    this.all = all;
    this.nanos = nanos;
    this.from = nanos.getAsLong();
  }

  /** Returns whether it is time to say something, twenty times in all. */
  boolean due(int done) {
    return done % Math.max(1, all / TIMES) == 0;
  }

  /** Returns how far it is, how fast, and how long the rest takes if it goes on so. */
  String sentence(int done) {
    double seconds = Math.max(1e-9, (nanos.getAsLong() - from) / NANOS);
    double rate = done / seconds;
    return String.format(
        Locale.ROOT,
        "%s %d of %d, %.0f a second, %.0f s left",
        what,
        done,
        all,
        rate,
        (all - done) / rate);
  }

  /** Says it where somebody waits, apart from the figures. */
  void done(int done) {
    if (due(done)) {
      System.err.println(sentence(done));
    }
  }
}
