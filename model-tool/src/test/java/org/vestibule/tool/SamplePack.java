// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A pack without networks, as small as one can be. */
final class SamplePack {
  static final String NAME = "sample-head";
  static final String CONTENT = "{\"weights\": [1, 2, 3]}";

  private SamplePack() {}

  /** Writes it whole. */
  static Path write(Path packs) throws IOException {
    return write(
        packs,
        ", \"bytes\": " + CONTENT.length() + ", \"sha256\": \"" + sha256() + "\"",
        "2099-01-01T00:00:00Z");
  }

  /** Writes it without sizes and hashes. */
  static Path unfinished(Path packs) throws IOException {
    return write(packs, "", "2099-01-01T00:00:00Z");
  }

  /** Writes one whose time is over. */
  static Path expired(Path packs) throws IOException {
    return write(
        packs,
        ", \"bytes\": " + CONTENT.length() + ", \"sha256\": \"" + sha256() + "\"",
        "2020-01-01T00:00:00Z");
  }

  private static Path write(Path packs, String measured, String expires) throws IOException {
    Path folder = Files.createDirectories(packs.resolve(NAME));
    Files.writeString(folder.resolve("head.json"), CONTENT);
    Files.writeString(
        folder.resolve("model.json"),
        """
        {"name": "%s", "version": "1.0.0", "release": 1, "expires": "%s",
         "slot": "visitor-intent", "task": "Tests", "family": "softmax-head", "languages": ["en"],
         "licence": {"spdx": "MIT", "commercialUse": "yes", "notice": ""},
         "files": [{"path": "head.json"%s, "source": {"built": "by hand"}}],
         "networks": [], "labels": [], "parameters": {"threshold": 0.10}}
        """
            .formatted(NAME, expires, measured));
    return folder;
  }

  static String sha256() {
    try {
      byte[] bytes = CONTENT.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
