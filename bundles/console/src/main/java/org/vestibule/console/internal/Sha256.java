// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), for keys that give nothing away and for tags of files. */
final class Sha256 {
  private Sha256() {}

  static byte[] of(byte[] content) {
    return begin().digest(content);
  }

  /** Begins a hash of what comes in pieces. */
  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
