// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.vestibule.api.people.Claim;

/** Hashes codes with a salt of this process. Thread-safe. */
final class CodeHash {
  private final byte[] salt = new byte[32];

  CodeHash() {
    new SecureRandom().nextBytes(salt);
  }

  /** Returns what is kept of a code. */
  byte[] of(Claim claim) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(claim.code().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
