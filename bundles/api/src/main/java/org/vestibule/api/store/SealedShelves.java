// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /** How many values {@link #putAll} takes: 100,000 of an import, and what is noted with them. */
  int MOST_AT_ONCE = 101_000;

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
   * Puts many values on one shelf, all or none; on the disk when this returns.
   *
   * @param values by key, at most {@value #MOST_AT_ONCE}
   * @throws VestibuleException as {@link #put}, {@code too-many-values}
   */
  default void putAll(String shelf, Map<String, byte[]> values) throws VestibuleException {
    throw new VestibuleException(
        "not-supported", "shelf " + shelf, "one value at a time", "put", "Update the store.");
  }

  /**
   * Returns all values of a shelf by key, sorted.
   *
   * @throws VestibuleException as {@link #get}
   */
  default SortedMap<String, byte[]> all(String shelf) throws VestibuleException {
    SortedMap<String, byte[]> values = new TreeMap<>();
    for (String key : keys(shelf)) {
      get(shelf, key).ifPresent(value -> values.put(key, value));
    }
    return values;
  }

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
