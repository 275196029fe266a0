// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.vestibule.api.model.ModelException;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.HeadBytes;
import org.vestibule.intent.internal.HeadFile;

/** The model pack {@value #NAME}: the folder that the gateway serves. */
public final class HeadPack {
  /** Name of the pack that comes along, and the slot. */
  public static final String NAME = "visitor-intent";

  /** Name of the pack that is made of what a site taught. */
  public static final String SITE = "visitor-intent-site";

  private static final String MANIFEST = "model.json";
  private static final String EXPIRES = "2036-01-01T00:00:00Z";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FINGERPRINT_IN_VERSION = 12;

  private HeadPack() {}

  /**
   * Returns whether a sound pack with this fingerprint lies there: its manifest is the one that
   * would be written for its two files.
   */
  public static boolean isCurrent(Path packs, String fingerprint) {
    Path folder = packs.resolve(NAME);
    try {
      Head head = read(packs);
      byte[] manifest = Files.readAllBytes(folder.resolve(MANIFEST));
      byte[] weights = Files.readAllBytes(folder.resolve(HeadFile.HEAD));
      byte[] examples = Files.readAllBytes(folder.resolve(HeadFile.EXAMPLES));
      return head.fingerprint().equals(fingerprint)
          && Arrays.equals(
              manifest, manifest(NAME, head, release(folder, head), weights, examples));
    } catch (IOException | ModelException e) {
      return false;
    }
  }

  /** Reads the head of the pack. */
  public static Head read(Path packs) throws ModelException {
    Path folder = packs.resolve(NAME);
    return HeadFile.read(NAME, folder.resolve(HeadFile.HEAD), folder.resolve(HeadFile.EXAMPLES));
  }

  /**
   * Writes the pack. The whole folder is made beside its place, synced, and moved there. A crash
   * between the two moves of a replacement leaves no pack, never half a one; the next call writes
   * it.
   */
  public static void write(Path packs, Head head) throws IOException {
    Path folder = packs.resolve(NAME);
    Path fresh = packs.resolve("." + NAME + ".new");
    Path old = packs.resolve("." + NAME + ".old");
    delete(fresh);
    Files.createDirectories(fresh);
    write(fresh, NAME, release(folder, head), head);
    delete(old);
    if (Files.exists(folder)) {
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  /** Writes the three files of a pack into an empty folder. */
  static void write(Path fresh, String name, long release, Head head) throws IOException {
    byte[] weights = HeadBytes.head(head);
    byte[] examples = HeadBytes.examples(head);
    sync(fresh.resolve(HeadFile.HEAD), weights);
    sync(fresh.resolve(HeadFile.EXAMPLES), examples);
    sync(fresh.resolve(MANIFEST), manifest(name, head, release, weights, examples));
  }

  /** Returns the SHA-256 in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The contents are part of the version: another head is another model. */
  private static String contents(Head head) {
    return "+" + head.fingerprint().substring(0, FINGERPRINT_IN_VERSION);
  }

  /**
   * Returns the release of a head: one more than that of the pack that it takes the place of, for a
   * gateway refuses to go back; the same when it is the same head again.
   */
  private static long release(Path folder, Head head) {
    try {
      JsonNode former = JSON.readTree(folder.resolve(MANIFEST).toFile());
      long release = Math.max(0, former.path("release").asLong());
      boolean same = former.path("version").asText().endsWith(contents(head));
      return Math.max(1, same ? release : release + 1);
    } catch (IOException e) {
      return 1;
    }
  }

  private static byte[] manifest(
      String name, Head head, long release, byte[] weights, byte[] examples) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", name);
    // A head that comes back after another one is a new release, and needs a version of its own.
    root.put("version", "1." + (release - 1) + ".0" + contents(head));
    root.put("release", release);
    root.put("expires", EXPIRES);
    root.put("slot", NAME);
    root.put(
        "task",
        "Sorts what visitors say into "
            + (head.labels().size() - 1)
            + (head.guard() == null ? " intents" : " labels, as this site taught it"));
    root.put("family", "softmax-head");
    root.putArray("languages").add("en");
    root.putObject("licence")
        .put("spdx", "Apache-2.0")
        .put("commercialUse", "yes")
        .put("notice", "");
    ArrayNode files = root.putArray("files");
    file(files, HeadFile.HEAD, weights);
    file(files, HeadFile.EXAMPLES, examples);
    root.putArray("networks");
    ArrayNode labels = root.putArray("labels");
    head.labels().forEach(label -> labels.add(label.name()));
    root.putObject("parameters")
        .put("dimensions", head.dimensions())
        .put("examples", head.examples().rows().length);
    if (head.guard() != null) {
      // A site that taught wants other answers: to differ from the head before is no fault.
      root.putObject("rollout").putObject("watch").put("maxDisagreement", 1);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static void file(ArrayNode files, String path, byte[] bytes) {
    ObjectNode file = files.addObject();
    file.put("path", path);
    file.put("bytes", bytes.length);
    file.put("sha256", sha256(bytes));
    file.putObject("source").put("built", "./vestibule models");
  }

  private static void sync(Path path, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try (FileChannel out =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
