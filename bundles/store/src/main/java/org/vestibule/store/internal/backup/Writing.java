// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip being written, with a note of the hash of each entry. Not thread-safe. */
final class Writing implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ZipOutputStream zip;
  private final Map<String, Manifest.Entry> entries = new TreeMap<>();

  Writing(Path file) throws IOException {
    zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    // What is sealed does not get smaller; the tables around it do.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** Adds the first {@code length} bytes of a file. */
  void add(String name, Path file, long length) throws IOException {
    MessageDigest digest = sha256();
    zip.putNextEntry(new ZipEntry(name));
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      byte[] buffer = new byte[BUFFER];
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(name + " became shorter while it was read");
        }
        zip.write(buffer, 0, read);
        left -= read;
      }
    }
    zip.closeEntry();
    entries.put(name, new Manifest.Entry(length, HexFormat.of().formatHex(digest.digest())));
  }

  /** Adds what is in no manifest. */
  void add(String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  Map<String, Manifest.Entry> entries() {
    return entries;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
