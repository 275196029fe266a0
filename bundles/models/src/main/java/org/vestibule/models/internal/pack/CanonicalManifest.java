// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;
import org.vestibule.api.model.ModelException;

/**
 * A manifest in the one form that is signed: RFC 8785, JSON Canonicalization Scheme. It is made
 * from the tree that was read, not from the file's text, so that what is signed and what is obeyed
 * cannot differ. Immutable, thread-safe.
 */
public final class CanonicalManifest {
  private final byte[] bytes;

  private CanonicalManifest(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the manifest in a pack's folder.
   *
   * @throws ModelException as {@link ManifestReader#read} for what is no JSON
   */
  public static CanonicalManifest read(Path folder) throws ModelException {
    String pack = String.valueOf(folder.getFileName());
    return of(pack, ManifestReader.parse(pack, folder.resolve("model.json")));
  }

  /**
   * Returns the canonical form of a manifest.
   *
   * @param pack the pack's name, for messages
   * @throws ModelException {@code model-manifest-invalid} if it has none, for example half a
   *     surrogate pair in a text
   */
  static CanonicalManifest of(String pack, JsonNode manifest) throws ModelException {
    try {
      JsonCanonicalizer canonical = new JsonCanonicalizer(manifest.toString());
      // What UTF-8 cannot say would be signed as a question mark, like any other such text.
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(canonical.getEncodedString())) {
        throw new IOException("half a surrogate pair");
      }
      return new CanonicalManifest(canonical.getEncodedUTF8());
    } catch (IOException | RuntimeException e) {
      throw Fields.invalid(
          pack, "the whole file", "no canonical form", "texts and numbers of RFC 8785", e);
    }
  }

  /** Returns UTF-8. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns its SHA-256, 64 hexadecimal digits in lower case. */
  public String digest() {
    return sha256(bytes);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
