// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vestibule.api.model.ModelException;

/**
 * The content of a trust file, read strictly: an unknown key, a key twice or a value out of bounds
 * refuses the whole file, for half a list of revoked keys is worse than none. Immutable.
 *
 * @param signers by key id
 * @param revoked by key id
 */
record TrustFile(Map<String, Known> signers, Map<String, Revoked> revoked) {
  /** It may not be larger than this, in bytes. */
  static final int MOST_BYTES = 64 * 1024;

  /** What is trusted while there is no file: nobody. */
  static final TrustFile NOBODY = new TrustFile(Map.of(), Map.of());

  private static final int MOST = 100;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,80}");
  private static final Pattern ROLE = Pattern.compile("release|local|trial");
  private static final Pattern SLOT = Pattern.compile("\\*|" + ManifestReader.IDENTIFIER.pattern());
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{59}=");
  private static final Pattern INSTANT = Pattern.compile("[0-9T:.-]{10,30}Z");
  private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{0,200}");

  /** A signer as the file names it. */
  record Known(TrustStore.Signer signer, PublicKey key, Set<String> slots) {
    boolean allows(String slot) {
      return slots.contains("*") || slots.contains(slot);
    }
  }

  /** Since when nothing is believed that a key signed, and why. */
  record Revoked(Instant since, String reason) {}

  /**
   * Parses a trust file.
   *
   * @throws ModelException {@code model-trust-invalid}, naming the key
   */
  static TrustFile parse(byte[] json) throws ModelException {
    if (json.length > MOST_BYTES) {
      throw invalid("the whole file", "too large", "at most " + MOST_BYTES + " bytes", null);
    }
    try {
      Fields fields =
          new Fields("", "", StrictJson.parse(json), new TreeSet<>(Set.of("signers", "revoked")));
      return new TrustFile(signers(fields), revoked(fields));
    } catch (IOException e) {
      throw invalid("the whole file", "no sound JSON", "one JSON object", e);
    } catch (ModelException e) {
      if (e.code().equals("model-trust-invalid")) {
        throw e;
      }
      throw invalid(e.input().substring(e.input().lastIndexOf(' ') + 1), e.found(), e.allowed(), e);
    }
  }

  private static Map<String, Known> signers(Fields file) throws ModelException {
    Map<String, Known> signers = new HashMap<>();
    Set<String> names = new HashSet<>();
    List<JsonNode> items = file.list("signers", 0, MOST);
    for (int i = 0; i < items.size(); i++) {
      String at = "signers[" + i + "]";
      Fields item =
          new Fields("", at, items.get(i), new TreeSet<>(Set.of("name", "key", "role", "slots")));
      PublicKey key = key(at, item.text("key", BASE64, "base64 of an X.509 Ed25519 key", null));
      TrustStore.Signer signer =
          new TrustStore.Signer(
              item.text("name", NAME, "this-gateway", null),
              SigningKeys.keyId(key),
              item.text("role", ROLE, "release, local or trial", null));
      List<String> slots = item.texts("slots", SLOT, "speech, or *", 50);
      if (slots.isEmpty()) {
        throw invalid(at + ".slots", "no slot", "slots, or * for all", null);
      }
      if (!names.add(signer.name())
          || signers.put(signer.keyId(), new Known(signer, key, Set.copyOf(slots))) != null) {
        throw invalid(at, signer.name() + " twice", "each name and each key once", null);
      }
    }
    return signers;
  }

  private static Map<String, Revoked> revoked(Fields file) throws ModelException {
    Map<String, Revoked> revoked = new HashMap<>();
    List<JsonNode> items = file.list("revoked", 0, MOST);
    for (int i = 0; i < items.size(); i++) {
      String at = "revoked[" + i + "]";
      Fields item =
          new Fields("", at, items.get(i), new TreeSet<>(Set.of("key", "since", "reason")));
      String since = item.text("since", INSTANT, "2026-01-31T12:00:00Z", null);
      try {
        revoked.put(
            item.text("key", PackSignature.KEY_ID, "16 hexadecimal digits", null),
            new Revoked(Instant.parse(since), item.text("reason", REASON, "key lost", "")));
      } catch (DateTimeException e) {
        throw invalid(at + ".since", since, "an instant such as 2026-01-31T12:00:00Z", e);
      }
    }
    return revoked;
  }

  private static PublicKey key(String at, String base64) throws ModelException {
    try {
      return SigningKeys.publicKey(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw invalid(at + ".key", "no Ed25519 key", "base64 of an X.509 Ed25519 key", e);
    }
  }

  static ModelException invalid(String key, String found, String allowed, Throwable cause) {
    return new ModelException(
        "model-trust-invalid",
        "signers.json, " + key,
        found,
        allowed,
        "Correct the file; until then no pack is taken in or begins to serve.",
        cause);
  }
}
