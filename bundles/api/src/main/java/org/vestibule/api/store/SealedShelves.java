// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * What a bundle keeps for the house and not for one person: accounts, sign-offs, counters. Sealed
 * by the house's key, written in transactions, backed up. What concerns a person belongs into
 * {@link PersonalRecords}, where it ends with that person. Thread-safe.
 */
@ProviderType
public interface SealedShelves {
  /** The longest value, in bytes. */
  int MAX_VALUE = 1 << 20;

  /**
   * Puts a value, or replaces it; on the disk when this returns.
   *
   * @param shelf whose it is, an {@link org.vestibule.api.Identifier}, for example {@code accounts}
   * @param key an {@link org.vestibule.api.Identifier}
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed},
   *     {@code value-too-long}
   */
  void put(String shelf, String key, byte[] value) throws VestibuleException;

  /**
   * Returns a value.
   *
   * @throws VestibuleException {@code vault-locked}, {@code seal-broken}, {@code storage-failed}
   */
  Optional<byte[]> get(String shelf, String key) throws VestibuleException;

  /**
   * Returns the keys of a shelf, sorted.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  List<String> keys(String shelf) throws VestibuleException;

  /**
   * Removes a value; returns whether there was one.
   *
   * @throws VestibuleException {@code storage-full}, {@code storage-failed}
   */
  boolean remove(String shelf, String key) throws VestibuleException;
}
