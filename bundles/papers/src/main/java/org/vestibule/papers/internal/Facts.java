// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.erdtman.jcs.JsonCanonicalizer;

/** The facts that all papers rest on, as JSON. Immutable by custom: nobody changes the tree. */
final class Facts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root;
  private final byte[] canonical;

  Facts(ObjectNode root) {
    this.root = root;
    try {
      // RFC 8785: the same facts have the same bytes.
      canonical = new JsonCanonicalizer(root.toString()).getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Facts read(byte[] json) throws IOException {
    if (JSON.readTree(json) instanceof ObjectNode root) {
      return new Facts(root);
    }
    throw new IOException("no object");
  }

  JsonNode at(String name) {
    return root.path(name);
  }

  /** Returns the items of a list; none where it is not known. */
  List<JsonNode> list(String name) {
    return StreamSupport.stream(root.path(name).spliterator(), false).toList();
  }

  boolean has(String bundle) {
    return list("bundles").stream()
        .anyMatch(each -> each.asText().equals("org.vestibule." + bundle));
  }

  String json() {
    return new String(canonical, StandardCharsets.UTF_8);
  }

  /** Returns SHA-256 (FIPS 180-4) over the canonical form, 64 hex digits. */
  String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
