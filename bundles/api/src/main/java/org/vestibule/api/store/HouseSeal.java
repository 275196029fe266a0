// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Signs in the name of this gateway (Ed25519, RFC 8032). The private key is sealed in the vault.
 * Thread-safe.
 */
@ProviderType
public interface HouseSeal {
  /**
   * Signs.
   *
   * @param purpose what is signed, for example {@code audit}: a signature for one purpose is none
   *     for another
   * @return 64 bytes over {@code vestibule:<purpose>\n} and the message
   * @throws VestibuleException {@code vault-locked}
   */
  byte[] sign(String purpose, byte[] message) throws VestibuleException;

  /**
   * Returns the public key, X.509 SubjectPublicKeyInfo in base64; it lies in {@code
   * trust/house.pub} in the data folder, too. Empty before the vault was open for the first time.
   */
  Optional<String> publicKey();
}
