// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * Local accounts and machines. Every change is audited first, without secrets; what the audit
 * cannot take does not happen ({@code audit-unwritable}). Each method that changes something may
 * also refuse with {@code vault-locked}, {@code store-unavailable}, {@code storage-full} and, where
 * a password is hashed, {@code too-busy}. Thread-safe.
 */
@ProviderType
public interface Accounts {
  /** Returns everyone, by name; nobody while no account can be read. */
  List<Account> accounts();

  /**
   * Makes an account.
   *
   * @param password at least 12 characters, and none of the common ones; overwritten by the caller
   * @throws VestibuleException {@code account-taken}, {@code account-invalid}, {@code
   *     password-weak}, {@code vault-locked}
   */
  Account create(String name, char[] password, Set<Grant> grants, Optional<PersonId> person)
      throws VestibuleException;

  /**
   * Makes a machine and its token, which is shown this once and kept as a hash.
   *
   * @return the token
   * @throws VestibuleException {@code account-taken}, {@code account-invalid}, {@code vault-locked}
   */
  String createMachine(String name, Set<Grant> grants) throws VestibuleException;

  /**
   * Changes what an account holds.
   *
   * @throws VestibuleException {@code unknown-account}, {@code last-owner}
   */
  void grant(String name, Set<Grant> grants) throws VestibuleException;

  /**
   * Sets another password and ends the account's sessions.
   *
   * @throws VestibuleException {@code unknown-account}, {@code password-weak}
   */
  void setPassword(String name, char[] password) throws VestibuleException;

  /**
   * Begins a second factor (TOTP, RFC 6238: SHA-1, 6 digits, 30 s); it counts once {@link
   * #confirmSecondFactor} has seen a code.
   *
   * @return the {@code otpauth://} address for an authenticator; secret
   * @throws VestibuleException {@code unknown-account}
   */
  String beginSecondFactor(String name) throws VestibuleException;

  /**
   * Lets the second factor count.
   *
   * @return ten recovery codes, each good once; shown this once
   * @throws VestibuleException {@code second-factor-wrong}, {@code unknown-account}
   */
  List<String> confirmSecondFactor(String name, String code) throws VestibuleException;

  /**
   * Takes a lost second factor away.
   *
   * @throws VestibuleException {@code unknown-account}
   */
  void dropSecondFactor(String name) throws VestibuleException;

  /**
   * Removes an account or a machine and ends its sessions.
   *
   * @throws VestibuleException {@code unknown-account}, {@code last-owner}
   */
  void remove(String name) throws VestibuleException;

  /**
   * An account without its secrets.
   *
   * @param lockedUntil when it was locked out by wrong tries
   */
  record Account(
      String name,
      Caller.Kind kind,
      Set<Grant> grants,
      Optional<PersonId> person,
      boolean secondFactor,
      Instant createdAt,
      Optional<Instant> lastLogin,
      Optional<Instant> lockedUntil) {
    /** Copies the set. */
    public Account {
      grants = Set.copyOf(grants);
    }
  }
}
