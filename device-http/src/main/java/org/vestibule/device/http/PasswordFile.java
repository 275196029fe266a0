// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a password from the first line of its file. */
public final class PasswordFile {
  private static final int MOST = 4096;

  private PasswordFile() {}

  /**
   * Returns the first line as it stands in the file, without its end; whoever asked wipes it.
   *
   * @throws IOException if the file cannot be read
   */
  public static byte[] firstLine(Path file) throws IOException {
    byte[] read = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      read = in.readNBytes(MOST);
      int end = 0;
      while (end < read.length && read[end] != '\n' && read[end] != '\r') {
        end++;
      }
      return Arrays.copyOf(read, end);
    } finally {
      Arrays.fill(read, (byte) 0);
    }
  }
}
