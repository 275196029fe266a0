// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys by which this house has signed (Ed25519, RFC 8032), each under its fingerprint:
 * the first 16 hex digits of the SHA-256 of the key. Immutable.
 */
public final class HouseKeys {
  private static final int FINGERPRINT = 16;
  private static final long MOST_BYTES = 4096;

  private final Map<String, PublicKey> keys;

  private HouseKeys(Map<String, PublicKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads {@code trust/house*.pub} of a data folder; a key that was given up stays there under
   * another name, so that what it signed can still be checked.
   *
   * @throws IOException if a file cannot be read or is no key
   */
  public static HouseKeys in(Path data) throws IOException {
    List<String> texts = new ArrayList<>();
    Path trust = data.resolve("trust");
    if (Files.isDirectory(trust)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(trust, "house*.pub")) {
        for (Path file : files) {
          if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file.getFileName() + " is too long for a key");
          }
          texts.add(Files.readString(file, StandardCharsets.US_ASCII).strip());
        }
      }
    }
    return of(texts);
  }

  /**
   * Takes keys as text.
   *
   * @param texts X.509 SubjectPublicKeyInfo in base64
   * @throws IOException if one is no key
   */
  public static HouseKeys of(List<String> texts) throws IOException {
    Map<String, PublicKey> keys = new HashMap<>();
    for (String text : texts) {
      try {
        byte[] encoded = Base64.getDecoder().decode(text);
        PublicKey key =
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        keys.put(fingerprint(text), key);
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new IOException("a public key of the house is no Ed25519 key", e);
      }
    }
    return new HouseKeys(keys);
  }

  /**
   * Returns these and one more.
   *
   * @throws IOException if it is no key
   */
  HouseKeys with(String text) throws IOException {
    Map<String, PublicKey> more = new HashMap<>(keys);
    more.putAll(of(List.of(text)).keys);
    return new HouseKeys(more);
  }

  /** Returns the fingerprint of a key as text. */
  public static String fingerprint(String text) {
    return Digests.sha256(Base64.getDecoder().decode(text)).substring(0, FINGERPRINT);
  }

  /** Returns the fingerprints. */
  public List<String> fingerprints() {
    return keys.keySet().stream().sorted().toList();
  }

  /**
   * Checks a signature as {@link org.vestibule.api.store.HouseSeal} makes it.
   *
   * @param fingerprint the key; empty: any of the keys
   * @return whether it is good; empty when the key is not here
   */
  public Optional<Boolean> verifies(
      Optional<String> fingerprint, String purpose, byte[] message, String signature) {
    List<PublicKey> fitting =
        fingerprint
            .map(named -> Optional.ofNullable(keys.get(named)).map(List::of).orElse(List.of()))
            .orElse(List.copyOf(keys.values()));
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        fitting.stream().anyMatch(key -> verifies(key, purpose, message, signature)));
  }

  private static boolean verifies(PublicKey key, String purpose, byte[] message, String signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(("vestibule:" + purpose + "\n").getBytes(StandardCharsets.UTF_8));
      check.update(message);
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Bytes that are no signature are a bad one.
      return false;
    }
  }
}
