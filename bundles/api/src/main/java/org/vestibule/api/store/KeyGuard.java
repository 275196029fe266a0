// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/**
 * Holds the device key, and wraps other keys by it without giving it away. The house brings one for
 * a PKCS#12 file; register another as a service, with a name, for a TPM or a PKCS#11 token, and
 * name it in the store's configuration. Thread-safe.
 */
@ConsumerType
public interface KeyGuard {
  /** Returns its name as it stands in the configuration, for example {@code pkcs11}. */
  String name();

  /**
   * Unlocks the device key, or makes it at the first start.
   *
   * @throws VestibuleException {@code passphrase-wrong}, {@code device-key-missing}
   */
  void unlock(Optional<char[]> passphrase) throws VestibuleException;

  /** Forgets what {@link #unlock} opened. */
  void lock();

  /**
   * Wraps a key of 32 bytes.
   *
   * @param context is authenticated with it
   * @throws VestibuleException {@code vault-locked}
   */
  byte[] wrap(byte[] key, String context) throws VestibuleException;

  /**
   * Unwraps a key; whoever called overwrites it.
   *
   * @throws VestibuleException {@code vault-locked}, {@code seal-broken}
   */
  byte[] unwrap(byte[] wrapped, String context) throws VestibuleException;

  /**
   * Begins another device key: what is wrapped from now on needs that one, and what was wrapped
   * before can be unwrapped until {@link #keepOnly}. So whoever finds an old copy of wrapped keys
   * and the device key of today opens nothing with it (NIST SP 800-57 part 1, section 8.3.4).
   *
   * @return whether it did; a token whose key stays for good answers {@code false}
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  default boolean renew() throws VestibuleException {
    return false;
  }

  /**
   * Destroys every device key but the one that {@code wrapped} needs.
   *
   * @param wrapped what {@link #wrap} returned and is still in use
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  default void keepOnly(byte[] wrapped) throws VestibuleException {}
}
