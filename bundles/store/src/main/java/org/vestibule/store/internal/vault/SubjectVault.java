// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.vestibule.api.VestibuleException;

/**
 * The vault as the rest of this bundle sees it: a key for each subject, one for the house. A
 * subject is a person under their pseudonym. A service of this bundle only. Thread-safe.
 */
public interface SubjectVault {
  /** Returns whether it is open. */
  boolean open();

  /**
   * Makes the key of a new subject, on the disk when this returns; one that is there stays.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  void createKey(UUID subject) throws VestibuleException;

  /** Returns whether a subject has a key; false while it is locked. */
  boolean holdsKey(UUID subject);

  /**
   * Destroys keys: the wrapped keys are written anew without them under a new epoch, and the old
   * file is overwritten. Keys that are not there are passed over.
   *
   * @return SHA-256 of each wrapped key that was destroyed, 64 hex digits, by subject
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  Map<UUID, String> destroyKeys(Collection<UUID> subjects) throws VestibuleException;

  /**
   * Seals (AES-256-GCM, a fresh nonce of 96 bits).
   *
   * @param context what it is, for example {@code record:<id>:template}; authenticated with the
   *     subject, so that a row put in another's place does not open
   * @throws VestibuleException {@code vault-locked}, {@code key-missing}
   */
  byte[] seal(UUID subject, String context, byte[] plain) throws VestibuleException;

  /**
   * Opens what {@link #seal} made.
   *
   * @return the caller's own copy, to be overwritten by the caller
   * @throws VestibuleException {@code vault-locked}, {@code key-missing}, {@code seal-broken}
   */
  byte[] open(UUID subject, String context, byte[] sealed) throws VestibuleException;

  /**
   * Seals for the house.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  byte[] sealForHouse(String context, byte[] plain) throws VestibuleException;

  /**
   * Opens what {@link #sealForHouse} made.
   *
   * @throws VestibuleException {@code vault-locked}, {@code seal-broken}
   */
  byte[] openForHouse(String context, byte[] sealed) throws VestibuleException;

  /**
   * Returns a value by which something can be found without being readable: HMAC-SHA256 under a key
   * of the house that no epoch changes.
   *
   * @param domain separates uses, for example {@code person-id} and {@code code}
   * @return 32 bytes
   * @throws VestibuleException {@code vault-locked}
   */
  byte[] index(String domain, byte[] value) throws VestibuleException;

  /**
   * Whoever holds something that was opened. Registered as a service; also told of the state when
   * it comes.
   */
  interface Follower {
    /** The vault is open: read what you need. */
    void vaultOpened();

    /** The vault is being locked: overwrite and drop what was opened before this returns. */
    void vaultLocked();
  }
}
