// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;

/** Walks the trail from its first line on and checks each link; holds one line at a time. */
final class AuditReader {
  /** Longer than any line that {@link AuditLine} writes. */
  static final int MAX_LINE = 64 * 1024;

  /** Where a walk ended: the number of entries and the last hash. */
  record End(long entries, String hash) {}

  private AuditReader() {}

  /**
   * Checks the first {@code length} bytes of {@code file} and gives each good entry to {@code
   * reader}.
   *
   * @throws VestibuleException {@code audit-broken}, naming the first bad line
   */
  static End walk(Path file, long length, TrailCheck.Step reader)
      throws VestibuleException, IOException {
    long entries = 0;
    String hash = AuditLine.ORIGIN;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), MAX_LINE)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (long at = 0; at < length; at++) {
        int next = in.read();
        if (next == '\n') {
          AuditEntry entry = check(entries + 1, line.toByteArray(), hash);
          hash = entry.hash();
          reader.see(entry);
          entries++;
          line.reset();
        } else if (next < 0 || line.size() >= MAX_LINE) {
          throw broken(entries + 1, next < 0 ? "the file was cut" : "it is too long");
        } else {
          line.write(next);
        }
      }
      if (line.size() > 0) {
        throw broken(entries + 1, "it is torn");
      }
    }
    return new End(entries, hash);
  }

  private static AuditEntry check(long number, byte[] line, String previousHash)
      throws VestibuleException {
    AuditEntry entry;
    try {
      entry = AuditLine.decode(line);
    } catch (IllegalArgumentException e) {
      throw broken(number, e.getMessage());
    }
    if (entry.sequence() != number) {
      throw broken(number, "it carries the number " + entry.sequence());
    }
    if (!entry.previousHash().equals(previousHash)) {
      throw broken(number, "it does not follow the line before");
    }
    return entry;
  }

  static VestibuleException broken(long line, String why) {
    return new VestibuleException(
        "audit-broken",
        "audit line " + line,
        why,
        "an unbroken chain",
        "Keep the file as evidence and look who changed it");
  }
}
