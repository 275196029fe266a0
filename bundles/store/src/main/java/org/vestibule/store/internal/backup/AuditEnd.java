// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the copy of a file of lines ends: behind a whole line, whatever is being written. */
final class AuditEnd {
  private AuditEnd() {}

  /**
   * Returns a length in bytes.
   *
   * @param lines how many to take at most; negative for all whole ones
   */
  static long of(Path file, long lines) throws IOException {
    long end = 0;
    long at = 0;
    long seen = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int next = in.read(); next >= 0 && (lines < 0 || seen < lines); next = in.read()) {
        at++;
        if (next == '\n') {
          end = at;
          seen++;
        }
      }
    }
    return end;
  }
}
