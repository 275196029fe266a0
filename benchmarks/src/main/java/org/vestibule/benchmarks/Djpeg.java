// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * libjpeg-turbo's own decoder, {@code djpeg} of the Debian package {@code libjpeg-turbo-progs}, as
 * a process for each picture. A shell loop starts it, which costs less than starting it from here.
 *
 * @param version as it names itself
 */
record Djpeg(String version) {
  /** Measured loops. */
  static final int ROUNDS = 25;

  /** Pictures in each. */
  static final int LOOP = 20;

  private static final String SCRIPT =
      "i=0; while [ $i -lt "
          + LOOP
          + " ]; do djpeg -outfile /dev/null \"$1\" || exit 1; i=$((i + 1)); done";

  /** Returns the tool, if it is installed. */
  static Optional<Djpeg> find() throws IOException {
    try {
      Process process = new ProcessBuilder("djpeg", "-version").redirectErrorStream(true).start();
      byte[] said = process.getInputStream().readAllBytes();
      String first = new String(said, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      return finished(process) && first.contains("libjpeg-turbo")
          ? Optional.of(new Djpeg(first.strip()))
          : Optional.empty();
    } catch (IOException e) {
      // Nothing of that name can be started.
      return Optional.empty();
    }
  }

  /** Returns milliseconds for each picture, from the start of a process to its end. */
  Sample sample(byte[] jpeg) throws IOException {
    Path file = Files.createTempFile("vestibule-bench", ".jpg");
    try {
      Files.write(file, jpeg);
      double[] millis = new double[ROUNDS];
      for (int i = -1; i < ROUNDS; i++) {
        long start = System.nanoTime();
        Process loop =
            new ProcessBuilder(List.of("sh", "-c", SCRIPT, "djpeg", file.toString()))
                .inheritIO()
                .start();
        if (!finished(loop)) {
          throw new IOException("djpeg could not decode the picture");
        }
        if (i >= 0) {
          millis[i] = (System.nanoTime() - start) / 1e6 / LOOP;
        }
      }
      return new Sample(millis);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean finished(Process process) throws IOException {
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while djpeg ran", e);
    }
  }
}
