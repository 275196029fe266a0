// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.model.ModelException;

/**
 * The directory of a zip archive (PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16), read more
 * strictly than general readers do. {@code java.util.zip} hides the attributes that mark a symbolic
 * link, and reading them beside it would mean two readers that may disagree on what an archive
 * holds; so this is the only one. Archives above 4 GiB (zip64), encrypted and split ones, and data
 * before, between directory and end, or after the archive are refused.
 *
 * @param offset where it begins; all data lie before it
 * @param entries files by name, in order
 */
record ZipDirectory(long offset, Map<String, Entry> entries) {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_BYTES = 46;
  private static final long ZIP64 = 0xffffffffL;
  private static final int MOST_BYTES = 1 << 20;
  private static final int ENCRYPTED = 0x2041;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int TYPE = 0xf000;
  private static final int FOLDER = 0x4000;
  private static final int FILE = 0x8000;

  /**
   * A file.
   *
   * @param packed bytes in the archive
   * @param size bytes that it claims to have
   */
  record Entry(long offset, long packed, long size, boolean deflated) {}

  static ZipDirectory read(String label, FileChannel archive) throws ModelException, IOException {
    long length = archive.size();
    if (length >= ZIP64) {
      throw PackSource.tooLarge(label, length + " bytes", ZIP64 - 1);
    }
    int tail = (int) Math.min(length, END_BYTES + 0xffff);
    ByteBuffer bytes = bytes(archive, length - tail, tail);
    int at = tail - END_BYTES;
    while (at >= 0
        && !(bytes.getInt(at) == END
            && at + END_BYTES + (bytes.getShort(at + 20) & 0xffff) == tail)) {
      at--;
    }
    if (at < 0) {
      throw invalid(label, "its end is missing");
    }
    int count = bytes.getShort(at + 10) & 0xffff;
    long size = bytes.getInt(at + 12) & ZIP64;
    long offset = bytes.getInt(at + 16) & ZIP64;
    if (count > PackSource.MOST_ENTRIES || size > MOST_BYTES) {
      throw PackSource.refused(
          "model-archive-too-large",
          label,
          count + " entries",
          "at most " + PackSource.MOST_ENTRIES + " entries, and no zip64");
    }
    boolean split = bytes.getInt(at + 4) != 0 || bytes.getShort(at + 8) != bytes.getShort(at + 10);
    if (split || offset + size != length - tail + at) {
      throw invalid(label, "its directory is not where it should be");
    }
    return new ZipDirectory(offset, entries(label, bytes(archive, offset, (int) size), count));
  }

  private static Map<String, Entry> entries(String label, ByteBuffer directory, int count)
      throws ModelException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int at = directory.position();
      if (directory.remaining() < HEADER_BYTES || directory.getInt(at) != HEADER) {
        throw invalid(label, "its directory is damaged");
      }
      int nameBytes = directory.getShort(at + 28) & 0xffff;
      int skipped = (directory.getShort(at + 30) & 0xffff) + (directory.getShort(at + 32) & 0xffff);
      if (directory.remaining() < HEADER_BYTES + nameBytes + skipped) {
        throw invalid(label, "its directory is damaged");
      }
      String name = name(directory.position(at + HEADER_BYTES), nameBytes);
      directory.position(at + HEADER_BYTES + nameBytes + skipped);
      path(label, name);
      if (!taken.add(name.toLowerCase(Locale.ROOT))) {
        throw invalid(label, PackSource.printable(name) + " is in it twice");
      }
      type(label, name, directory.getInt(at + 38) >>> 16 & TYPE);
      Entry entry = entry(label, name, directory.slice(at, HEADER_BYTES).order(directory.order()));
      if (!name.endsWith("/")) {
        entries.put(name, entry);
      }
    }
    return entries;
  }

  private static Entry entry(String label, String name, ByteBuffer header) throws ModelException {
    int method = header.getShort(10);
    long packed = header.getInt(20) & ZIP64;
    long size = header.getInt(24) & ZIP64;
    long offset = header.getInt(42) & ZIP64;
    if (packed == ZIP64 || size == ZIP64 || offset == ZIP64) {
      throw PackSource.tooLarge(label, PackSource.printable(name) + ", a zip64 entry", ZIP64 - 1);
    }
    if ((header.getShort(8) & ENCRYPTED) != 0 || (method != STORED && method != DEFLATED)) {
      throw invalid(
          label, PackSource.printable(name) + " is encrypted or packed by method " + method);
    }
    if (method == STORED && packed != size) {
      throw invalid(label, PackSource.printable(name) + " has two sizes");
    }
    return new Entry(offset, packed, size, method == DEFLATED);
  }

  /** Refuses what could lead outside on any operating system, before it becomes a path of ours. */
  private static void path(String label, String name) throws ModelException {
    String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    boolean outside =
        plain.chars().anyMatch(c -> c == '\\' || c == ':' || c < ' ' || c == 0x7f)
            || Arrays.stream(plain.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (outside) {
      throw PackSource.refused(
          "model-archive-path", label, PackSource.printable(name), "plain relative paths");
    }
  }

  private static void type(String label, String name, int type) throws ModelException {
    if (type != 0 && type != FILE && type != FOLDER) {
      throw PackSource.refused(
          "model-archive-link",
          label,
          PackSource.printable(name) + ", a link or no file",
          "plain files and folders");
    }
  }

  /** Reads some bytes, all of them. */
  static ByteBuffer bytes(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the archive ends early");
      }
    }
    return bytes.flip();
  }

  /** Reads a name; what is not UTF-8 becomes a name that no manifest lists. */
  static String name(ByteBuffer bytes, int length) {
    byte[] name = new byte[length];
    bytes.get(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  private static ModelException invalid(String label, String found) {
    return PackSource.refused(
        "model-archive-invalid", label, found, "a whole zip archive, plain and under 4 GiB");
  }
}
