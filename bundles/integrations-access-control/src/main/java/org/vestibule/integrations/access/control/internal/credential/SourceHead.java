// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.store.HouseSeal;

/**
 * What was last told by a head-end, signed by the house (Ed25519, RFC 8032): how long it counts
 * without being told again, and a digest over all of its cards. Immutable.
 *
 * @param counter goes up with each telling; a lower one is an older copy
 * @param digest SHA-256 over the cards, in hex
 */
record SourceHead(String source, long counter, Instant until, String digest, String signature) {
  private static final String PURPOSE = "credential-cache";

  /**
   * Signs.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  static SourceHead signed(
      HouseSeal seal, String source, long counter, Instant until, Stream<Assignment> cards)
      throws VestibuleException {
    String digest = digest(cards);
    byte[] signature = seal.sign(PURPOSE, message(source, counter, until, digest));
    return new SourceHead(
        source, counter, until, digest, Base64.getEncoder().encodeToString(signature));
  }

  /** Returns whether the house signed exactly this, over exactly these cards. */
  boolean holds(HouseSeal seal, Stream<Assignment> cards) {
    byte[] expected = digest.getBytes(StandardCharsets.US_ASCII);
    byte[] found = digest(cards).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, found)
        && seal.publicKey().filter(this::isSignedBy).isPresent();
  }

  private boolean isSignedBy(String publicKey) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
      verifier.update(("vestibule:" + PURPOSE + "\n").getBytes(StandardCharsets.UTF_8));
      verifier.update(message(source, counter, until, digest));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] message(String source, long counter, Instant until, String digest) {
    return String.join("\n", source, Long.toString(counter), until.toString(), digest)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The same cards give the same digest in whatever order they come. */
  private static String digest(Stream<Assignment> cards) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      cards
          .map(SourceHead::line)
          .sorted()
          .forEach(line -> sha.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** None of these parts can hold a space, so that no two cards give one line. */
  private static String line(Assignment each) {
    return String.join(
            " ",
            each.person().value(),
            each.panel(),
            each.card().format(),
            Long.toString(each.card().facility()),
            Long.toString(each.card().number()),
            each.until().map(Instant::toString).orElse("-"))
        + "\n";
  }
}
