// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;

/**
 * Accounts on their shelf. Nothing is cached: what a restored backup or a locked vault says counts
 * at once. One change at a time; thread-safe.
 */
final class AccountShelf {
  private static final String ACCOUNTS = "accounts";
  private static final String MACHINES = "machine-tokens";
  private static final String MARKS = "access";
  private static final String OWNED = "owned";

  /** Keys have 63 characters at most; 248 bits of a hash find a token as well as 256. */
  private static final int KEY_DIGITS = 62;

  private final Surroundings surroundings;
  private final ObjectMapper json = new ObjectMapper();

  AccountShelf(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What becomes of an account. */
  @FunctionalInterface
  interface Change {
    StoredAccount of(StoredAccount before) throws VestibuleException;
  }

  /**
   * Whether the gateway has had an owner; can be said while the vault is locked.
   *
   * @throws VestibuleException {@code store-unavailable}, {@code storage-failed}
   */
  boolean owned() throws VestibuleException {
    return surroundings.shelves().keys(MARKS).contains(OWNED);
  }

  /**
   * Refuses while nothing can be read, whoever asks for whom: were only the accounts that exist
   * refused, a locked vault would tell which they are.
   *
   * @throws VestibuleException {@code vault-locked}, {@code store-unavailable}
   */
  void requireOpen() throws VestibuleException {
    surroundings.shelves().get(MARKS, OWNED);
  }

  /** Notes for good that the gateway belongs to somebody. */
  synchronized void markOwned() throws VestibuleException {
    surroundings.shelves().put(MARKS, OWNED, new byte[] {1});
  }

  /** Finds an account; a name that no account can have finds none. */
  Optional<StoredAccount> find(String name) throws VestibuleException {
    try {
      Identifier.require("account", name);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return read(name, surroundings.shelves().get(ACCOUNTS, name));
  }

  /** As {@link #find}, by the same work whether there is such an account or not. */
  Optional<StoredAccount> findEvenly(String name) throws VestibuleException {
    List<String> names = surroundings.shelves().keys(ACCOUNTS);
    boolean known = names.contains(name);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return find(known ? name : names.get(0)).filter(account -> known);
  }

  List<StoredAccount> all() throws VestibuleException {
    List<StoredAccount> all = new ArrayList<>();
    for (String name : surroundings.shelves().keys(ACCOUNTS)) {
      find(name).ifPresent(all::add);
    }
    return all;
  }

  /** Finds a machine by the hash of its token. */
  Optional<StoredAccount> machine(String hash) throws VestibuleException {
    Optional<byte[]> name = surroundings.shelves().get(MACHINES, hash.substring(0, KEY_DIGITS));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return find(new String(name.get(), StandardCharsets.US_ASCII))
        .filter(account -> Secrets.same(account.proof(), hash));
  }

  /**
   * Adds an account.
   *
   * @throws VestibuleException {@code account-taken}
   */
  synchronized void add(StoredAccount account) throws VestibuleException {
    if (find(account.name()).isPresent()) {
      throw Refusals.accountTaken(account.name());
    }
    if (account.kind() == Caller.Kind.MACHINE) {
      // First the way to it: without the account it leads nowhere, after a power cut, too.
      surroundings
          .shelves()
          .put(
              MACHINES,
              account.proof().substring(0, KEY_DIGITS),
              account.name().getBytes(StandardCharsets.US_ASCII));
    }
    put(account);
    if (account.owner()) {
      markOwned();
    }
  }

  /**
   * Changes an account.
   *
   * @throws VestibuleException {@code unknown-account}, {@code last-owner}
   */
  synchronized StoredAccount change(String name, Change change) throws VestibuleException {
    StoredAccount before = find(name).orElseThrow(Refusals::unknownAccount);
    StoredAccount after = change.of(before);
    if (before.owner() && !after.owner()) {
      requireAnotherOwner(name);
    }
    put(after);
    if (after.owner() && !before.owner()) {
      markOwned();
    }
    return after;
  }

  /**
   * Removes an account.
   *
   * @throws VestibuleException {@code unknown-account}, {@code last-owner}
   */
  synchronized void remove(String name) throws VestibuleException {
    StoredAccount account = find(name).orElseThrow(Refusals::unknownAccount);
    if (account.owner()) {
      requireAnotherOwner(name);
    }
    surroundings.shelves().remove(ACCOUNTS, name);
    if (account.kind() == Caller.Kind.MACHINE) {
      surroundings.shelves().remove(MACHINES, account.proof().substring(0, KEY_DIGITS));
    }
  }

  /** Refuses when nobody else owns the gateway. */
  void requireAnotherOwner(String name) throws VestibuleException {
    if (all().stream().noneMatch(other -> other.owner() && !other.name().equals(name))) {
      throw Refusals.lastOwner();
    }
  }

  private void put(StoredAccount account) throws VestibuleException {
    byte[] bytes;
    try {
      bytes = json.writeValueAsBytes(account);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      surroundings.shelves().put(ACCOUNTS, account.name(), bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private Optional<StoredAccount> read(String name, Optional<byte[]> bytes)
      throws VestibuleException {
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      StoredAccount account = json.readValue(bytes.get(), StoredAccount.class);
      // The word null is JSON as well, and the account of somebody else is not theirs.
      if (account != null && account.name().equals(name)) {
        return Optional.of(account);
      }
      throw Refusals.accountUnreadable();
    } catch (IOException e) {
      throw Refusals.accountUnreadable();
    } finally {
      Arrays.fill(bytes.get(), (byte) 0);
    }
  }
}
