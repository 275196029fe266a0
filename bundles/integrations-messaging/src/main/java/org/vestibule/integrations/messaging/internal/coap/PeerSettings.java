// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.settings.SettingsReader;

/**
 * One system's configuration, checked. Keys and defaults are those of {@link PeerForm}.
 *
 * @param proof what it shows in the handshake
 * @param perSecond how many requests it may send
 */
record PeerSettings(String name, Proof proof, Set<Grant> grants, int perSecond) {
  private static final List<String> KEYS =
      List.of(
          "name",
          "identity",
          "key",
          "publicKey",
          "certificate",
          "trustFile",
          "roles",
          "requestsPerSecond");
  private static final int MOST_SIGNERS = 32;

  /** What somebody proves who it is by. */
  sealed interface Proof {
    /** A pre-shared key (RFC 4279), by the name of its secret. */
    record SharedKey(String identity, String secret) implements Proof {}

    /** A raw public key (RFC 7250). */
    record RawKey(PublicKey key) implements Proof {}

    /** A certificate of this subject, signed by one of these. */
    record Certified(X500Principal subject, List<X509Certificate> signers) implements Proof {}
  }

  /**
   * Reads a configuration as Configuration Admin gives it, and the trust file that it names.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static PeerSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PeerForm.PID, properties, KEYS);
    String name = reader.name("name", null, "lift");
    return new PeerSettings(
        name,
        proof(reader, name),
        GrantList.read(PeerForm.PID, "roles", reader.list("roles", 64, List.of())),
        reader.integer("requestsPerSecond", 1, 100_000, 20));
  }

  private static Proof proof(SettingsReader reader, String name) throws VestibuleException {
    Optional<String> key = reader.secret("key");
    String raw = reader.text("publicKey", 2000, "");
    String subject = reader.text("certificate", 500, "");
    // Read whether it is needed or not: what cannot be is refused by its name.
    Optional<Path> trust = reader.path("trustFile", 4096);
    String identity = reader.text("identity", 128, name);
    long given = List.of(key.orElse(""), raw, subject).stream().filter(v -> !v.isEmpty()).count();
    if (given != 1) {
      throw refused(
          "key", given + " proofs", "exactly one of key, publicKey, certificate", "secret:lift");
    }
    if (key.isPresent()) {
      return new Proof.SharedKey(identity, key.get());
    }
    return raw.isEmpty() ? certified(trust, subject) : new Proof.RawKey(publicKey(raw));
  }

  private static PublicKey publicKey(String text) throws VestibuleException {
    try {
      byte[] encoded = Base64.getDecoder().decode(text);
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw SettingsReader.invalid(
          PeerForm.PID,
          "publicKey",
          "no key of an elliptic curve",
          "a SubjectPublicKeyInfo as Base64",
          "Write what 'openssl pkey -in key.pem -pubout -outform DER | base64 -w0' prints.");
    }
  }

  private static Proof certified(Optional<Path> trust, String subject) throws VestibuleException {
    Path file =
        trust.orElseThrow(
            () -> refused("trustFile", "nothing", "a file of certificates", "/etc/ca.pem"));
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> signers =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!signers.isEmpty() && signers.size() <= MOST_SIGNERS) {
        return new Proof.Certified(new X500Principal(subject), signers);
      }
    } catch (IOException | GeneralSecurityException e) {
      // Refused below, with the same words as an empty file.
    } catch (IllegalArgumentException e) {
      throw refused("certificate", "no subject", "a distinguished name", "CN=lift,O=Example");
    }
    throw refused(
        "trustFile",
        "a file without certificates that can be read",
        "1 to " + MOST_SIGNERS + " PEM certificates",
        "/etc/ca.pem");
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        PeerForm.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
