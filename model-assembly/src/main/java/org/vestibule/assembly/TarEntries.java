// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a tar stream entry by entry: the ustar format of POSIX.1-1988 with the path and size
 * records of pax (POSIX.1-2001) and GNU long names, which is what npm packages consist of. Anything
 * else is skipped or refused. Not thread-safe.
 */
final class TarEntries {
  private static final int BLOCK = 512;
  private static final int MOST_HEADER = 64 * 1024;

  private final InputStream in;
  private long left;
  private long padding;

  /**
   * A regular file.
   *
   * @param path as the archive says, not to be used as a path on disk
   * @param size in bytes
   */
  record Entry(String path, long size) {}

  /**
   * @param in the unpacked stream; the caller closes it
   */
  TarEntries(InputStream in) {
    this.in = in;
  }

  /** Returns the next regular file, skipping what was not read of the one before. */
  Optional<Entry> next() throws IOException {
    String longPath = null;
    long longSize = -1;
    while (true) {
      in.skipNBytes(left + padding);
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 || header.length == BLOCK && header[0] == 0) {
        return Optional.empty();
      }
      if (header.length < BLOCK) {
        throw new EOFException("the archive ends within a header");
      }
      requireChecksum(header);
      begin(longSize >= 0 ? longSize : octal(header, 124, 12));
      char type = (char) header[156];
      if (type == 'x') {
        String records = text();
        longPath = record(records, "path", longPath);
        String size = record(records, "size", null);
        longSize = size == null ? -1 : Long.parseLong(size);
      } else if (type == 'L') {
        longPath = text().replace("\0", "");
      } else if (type == '0' || type == 0) {
        return Optional.of(new Entry(longPath != null ? longPath : path(header), left));
      } else {
        longPath = null;
        longSize = -1;
      }
    }
  }

  /** Reads from the current file, -1 at its end. */
  int read(byte[] buffer) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
    if (read < 0) {
      throw new EOFException("the archive ends within a file");
    }
    left -= read;
    return read;
  }

  private void begin(long size) throws IOException {
    if (size < 0) {
      throw new IOException("an entry of negative size");
    }
    left = size;
    padding = (BLOCK - size % BLOCK) % BLOCK;
  }

  private String text() throws IOException {
    if (left > MOST_HEADER) {
      throw new IOException("an extended header of " + left + " bytes");
    }
    byte[] bytes = in.readNBytes((int) left);
    left -= bytes.length;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String record(String records, String key, String otherwise) {
    for (String line : records.split("\n")) {
      int space = line.indexOf(' ');
      if (space >= 0 && line.startsWith(key + "=", space + 1)) {
        return line.substring(space + 2 + key.length());
      }
    }
    return otherwise;
  }

  private static String path(byte[] header) {
    String name = string(header, 0, 100);
    boolean ustar = string(header, 257, 5).equals("ustar") && header[262] == 0;
    String prefix = ustar ? string(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String string(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int offset, int length) throws IOException {
    String digits = string(header, offset, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("a header field that is no number", e);
    }
  }

  private static void requireChecksum(byte[] header) throws IOException {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != octal(header, 148, 8)) {
      throw new IOException("a header whose checksum is wrong");
    }
  }
}
