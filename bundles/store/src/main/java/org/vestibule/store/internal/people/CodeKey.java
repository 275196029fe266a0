// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Claim;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * What is kept of a code: an HMAC under a key of the house. It is looked up by a hash of it, so how
 * long that takes depends on a value that nobody outside can compute, and not on the code.
 */
final class CodeKey {
  private static final String DOMAIN = "code";

  private final byte[] hmac;

  CodeKey(byte[] hmac) {
    this.hmac = hmac;
  }

  /**
   * Computes it.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  static CodeKey of(SubjectVault vault, Claim claim) throws VestibuleException {
    return new CodeKey(vault.index(DOMAIN, claim.code().getBytes(StandardCharsets.UTF_8)));
  }

  byte[] bytes() {
    return hmac;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeKey key && MessageDigest.isEqual(hmac, key.hmac);
  }

  @Override
  public int hashCode() {
    return (hmac[0] & 0xff) << 24 | (hmac[1] & 0xff) << 16 | (hmac[2] & 0xff) << 8 | hmac[3] & 0xff;
  }
}
