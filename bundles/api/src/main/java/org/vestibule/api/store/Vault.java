// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Holds the keys. A device key, which lies outside the data folder or behind a passphrase, wraps an
 * epoch key; that wraps one key for each person and one for the house; those seal what is kept
 * (AES-256-GCM, NIST SP 800-38D, with the owner and the kind of data as associated data). Whoever
 * is erased loses their key, and the epoch ends, so that an older copy of the wrapped keys opens
 * nothing that the current one does not. Thread-safe.
 */
@ProviderType
public interface Vault {
  /** Returns how it is. */
  State state();

  /**
   * Wipes every key and everything that was opened from memory. Doors then work as without faces.
   */
  void lock();

  /**
   * Opens it. Where the configuration names another guard than the one that holds the device key,
   * the key moves to that one now.
   *
   * @param passphrase what seals the device key, where a passphrase does; empty: the key file. The
   *     first one that is given is the one from then on; the caller overwrites it
   * @throws VestibuleException {@code passphrase-wrong}, {@code passphrase-weak}, {@code
   *     device-key-missing}, {@code device-key-exposed}, {@code device-key-inside}, {@code
   *     vault-broken}, {@code storage-*}
   */
  void open(Optional<char[]> passphrase) throws VestibuleException;

  /**
   * Begins a new epoch and wraps every key anew, while everything goes on.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}
   */
  void rotate() throws VestibuleException;

  /**
   * Copies the wrapped keys and the sealed device key, for the day on which the disk breaks. Such a
   * copy opens with the key file or the passphrase of its day, and holds the keys of everyone who
   * is erased later: destroy older copies after each erasure.
   *
   * @param file a new file outside the data folder
   * @throws VestibuleException {@code vault-locked}, {@code copy-refused}, {@code storage-*}
   */
  void copyKeyring(Path file) throws VestibuleException;

  /**
   * How the vault is.
   *
   * @param open whether anything can be read
   * @param keyGuard what holds the device key, for example {@code key-file}
   * @param people how many people have a key
   * @param epoch counts the changes of the wrapping key, from 1
   * @param since when this epoch began; empty while it is locked
   */
  record State(boolean open, String keyGuard, int people, long epoch, Optional<Instant> since) {}
}
