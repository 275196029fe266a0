// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Passwords and keys that a person gave this gateway for other systems, sealed in the vault. A
 * setting refers to one as {@code secret:NAME}. Nobody can read them but the bundles, and a bundle
 * only those of its own part. Thread-safe.
 */
@ProviderType
public interface Secrets {
  /** The longest secret, in bytes. */
  int MAX_BYTES = 4096;

  /**
   * Returns a secret, the caller's own copy, to be overwritten after use.
   *
   * @throws VestibuleException {@code secret-of-another-part}, {@code vault-locked}, {@code
   *     storage-failed}
   */
  Optional<byte[]> get(String name) throws VestibuleException;

  /**
   * Puts or replaces a secret; whoever uses it is told by {@link SecretsListener}.
   *
   * @param name an {@link org.vestibule.api.Identifier}
   * @param value 1 to {@value #MAX_BYTES} bytes; the caller overwrites it
   * @throws VestibuleException {@code vault-locked}, {@code value-empty}, {@code value-too-long},
   *     {@code audit-unwritable}, {@code storage-full}, {@code storage-failed}
   */
  void put(String name, byte[] value) throws VestibuleException;

  /**
   * Removes a secret.
   *
   * @return whether there was one
   * @throws VestibuleException {@code audit-unwritable}, {@code storage-full}, {@code
   *     storage-failed}
   */
  boolean remove(String name) throws VestibuleException;

  /**
   * Returns the names, sorted.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  List<String> names() throws VestibuleException;
}
