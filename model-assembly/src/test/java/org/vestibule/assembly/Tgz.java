// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes real packages for tests: ustar in gzip, as npm does. */
final class Tgz {
  private Tgz() {}

  /** Writes files by path; a path longer than 100 characters gets a pax header. */
  static Path write(Path target, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String path = file.getKey();
        if (path.length() > 100) {
          String record = " path=" + path + "\n";
          int length = record.length() + 3;
          entry(out, "pax", 'x', (length + record).getBytes(StandardCharsets.UTF_8));
          path = path.substring(0, 100);
        }
        entry(out, path, '0', file.getValue());
      }
      out.write(new byte[1024]);
    }
    return target;
  }

  private static void entry(OutputStream out, String path, char type, byte[] content)
      throws IOException {
    byte[] header = new byte[512];
    put(header, 0, path);
    put(header, 100, "0000644");
    put(header, 124, String.format("%011o", content.length));
    put(header, 136, "00000000000");
    header[156] = (byte) type;
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 148, "        ");
    int sum = 0;
    for (byte value : header) {
      sum += value & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    out.write(header);
    out.write(content);
    out.write(new byte[(512 - content.length % 512) % 512]);
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
