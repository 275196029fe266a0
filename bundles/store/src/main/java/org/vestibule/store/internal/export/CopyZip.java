// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vestibule.api.VestibuleException;

/**
 * Writes a zip entry by entry and remembers the hash of each. Nothing is collected in memory. Names
 * are such that no tool unpacks them anywhere else: no root, no step up, no hidden file, no two
 * that differ by case only. Not thread-safe.
 */
final class CopyZip {
  /** A file of the copy. */
  record Written(String path, String type, long bytes, String sha256) {}

  /** What writes the content of an entry. */
  @FunctionalInterface
  interface Content {
    /** Writes it; the stream is closed by the caller. */
    void to(OutputStream out) throws IOException, VestibuleException;
  }

  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,79}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,79}){0,5}");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private final ZipOutputStream zip;
  private final List<Written> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  CopyZip(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  /** Writes an object as JSON. */
  void json(String path, Object object) throws IOException, VestibuleException {
    entry(path, "application/json", out -> JSON.writeValue(out, object));
  }

  /** Writes bytes. */
  void bytes(String path, String type, byte[] content) throws IOException, VestibuleException {
    entry(path, type, out -> out.write(content));
  }

  /**
   * Writes an entry.
   *
   * @throws VestibuleException {@code copy-path-invalid}
   */
  void entry(String path, String type, Content content) throws IOException, VestibuleException {
    check(path);
    MessageDigest sha256 = sha256();
    Counter counter = new Counter(zip);
    zip.putNextEntry(new ZipEntry(path));
    DigestOutputStream out = new DigestOutputStream(counter, sha256);
    content.to(out);
    out.flush();
    zip.closeEntry();
    files.add(new Written(path, type, counter.bytes, HexFormat.of().formatHex(sha256.digest())));
  }

  /** Returns what was written so far, as a manifest lists it. */
  List<Map<String, Object>> files() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Written file : files) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", file.path());
      entry.put("type", file.type());
      entry.put("bytes", file.bytes());
      entry.put("sha256", file.sha256());
      list.add(entry);
    }
    return list;
  }

  /** Returns the hashes as {@code sha256sum --check} reads them. */
  String sums() {
    StringBuilder sums = new StringBuilder();
    files.forEach(file -> sums.append(file.sha256()).append("  ").append(file.path()).append('\n'));
    return sums.toString();
  }

  /** Ends the zip and leaves the stream under it open. */
  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }

  private void check(String path) throws VestibuleException {
    boolean good = PATH.matcher(path).matches() && !path.contains("..");
    if (!good || !names.add(path.toLowerCase(Locale.ROOT))) {
      throw new VestibuleException(
          "copy-path-invalid",
          "file of a copy",
          good ? "a name that is there already" : "a name that is not safe to unpack",
          "letters, digits and ._- in at most six steps, each once",
          "Whoever holds this has to name it otherwise.");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Counts, and closes nothing. */
  private static final class Counter extends FilterOutputStream {
    private long bytes;

    Counter(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      out.write(b, off, len);
      bytes += len;
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
