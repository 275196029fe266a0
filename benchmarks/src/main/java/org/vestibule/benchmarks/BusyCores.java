// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Threads that multiply matrices of floats, as inference does, until they are stopped. */
final class BusyCores implements AutoCloseable {
  private static final int SIDE = 256;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;
  private volatile float result;

  BusyCores(int count) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::multiply, "bench-load-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void multiply() {
    float[] a = new float[SIDE * SIDE];
    float[] b = new float[SIDE * SIDE];
    float[] c = new float[SIDE * SIDE];
    for (int i = 0; i < a.length; i++) {
      a[i] = i % 17 - 8;
      b[i] = i % 13 - 6;
    }
    while (!stopped) {
      for (int row = 0; row < SIDE; row++) {
        for (int k = 0; k < SIDE; k++) {
          float factor = a[row * SIDE + k];
          for (int column = 0; column < SIDE; column++) {
            c[row * SIDE + column] += factor * b[k * SIDE + column];
          }
        }
      }
      // Somebody might look at it, so it is computed.
      result = c[SIDE + 1];
    }
  }

  /** Returns something of what was computed last. */
  float result() {
    return result;
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
