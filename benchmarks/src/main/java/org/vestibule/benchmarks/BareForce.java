// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The least that an entry on the disk can cost where each is forced by itself.
 *
 * @param size bytes of a record
 */
record BareForce(Path file, int size) {
  /** Appends and forces so many records. */
  Sample measure(int count) throws IOException {
    double[] millis = new double[count];
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (int i = 0; i < count; i++) {
        ByteBuffer record = ByteBuffer.allocate(size);
        long from = System.nanoTime();
        while (record.hasRemaining()) {
          out.write(record);
        }
        out.force(false);
        millis[i] = (System.nanoTime() - from) / 1e6;
      }
    }
    return new Sample(millis);
  }
}
