// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How fast this machine reads memory, after STREAM (McCalpin, "Memory Bandwidth and Machine Balance
 * in Current High Performance Computers", 1995), with reads only, because a search only reads. Two
 * ways, and the faster one counts: summing columns as a search does, and {@link Arrays#equals},
 * which HotSpot replaces by a hand-written loop.
 */
final class MemoryRead {
  private static final int PIECE = 1024;

  private final float[][] memory;

  /**
   * @param megabytes to read, in units of 2^20; much more than the cache for the memory's own speed
   */
  MemoryRead(int megabytes) {
    memory = new float[megabytes * (1 << 20) / PIECE / Float.BYTES][PIECE];
    for (float[] piece : memory) {
      Arrays.fill(piece, 1);
    }
  }

  /**
   * Measures.
   *
   * @return bytes a second, the median round's
   */
  double measure(int threads, int rounds) {
    double seconds =
        Math.min(median(threads, rounds, this::sum), median(threads, rounds, this::compare));
    return (double) memory.length * PIECE * Float.BYTES / seconds;
  }

  /** Reads the pieces from, inclusive, to, exclusive. */
  private interface Part {
    double read(int from, int to);
  }

  private double median(int threads, int rounds, Part part) {
    double[] seconds = new double[rounds];
    for (int i = -2; i < rounds; i++) {
      long begin = System.nanoTime();
      double kept =
          IntStream.range(0, threads)
              .parallel()
              .mapToDouble(
                  t -> part.read(memory.length / threads * t, memory.length / threads * (t + 1)))
              .sum();
      if (!(kept > 0)) {
        throw new IllegalStateException("nothing was read");
      }
      if (i >= 0) {
        seconds[i] = (System.nanoTime() - begin) / 1e9;
      }
    }
    return new Sample(seconds).median();
  }

  private double sum(int from, int to) {
    float[] sums = new float[PIECE];
    for (int i = from; i + 3 < to; i += 4) {
      add(memory[i], memory[i + 1], memory[i + 2], memory[i + 3], sums);
    }
    return sums[0];
  }

  private static void add(float[] a, float[] b, float[] c, float[] d, float[] sums) {
    for (int i = 0; i < PIECE; i++) {
      sums[i] += (a[i] + b[i]) + (c[i] + d[i]);
    }
  }

  private double compare(int from, int to) {
    int equal = 0;
    for (int i = from; i + 1 < to; i += 2) {
      equal += Arrays.equals(memory[i], memory[i + 1]) ? 1 : 0;
    }
    return equal;
  }
}
