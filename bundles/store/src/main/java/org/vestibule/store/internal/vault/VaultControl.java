// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.KeyGuard;
import org.vestibule.api.store.Vault;

/** Changes the keyring, one change at a time; reading goes on meanwhile. Thread-safe. */
final class VaultControl {
  private final VaultFolder folder;
  private final Guards guards;
  private final Keyring keyring;
  private final OpenKeys keys;
  private final Sealing sealing;
  private final VaultJournal journal;
  private volatile KeyGuard guard;
  private volatile Optional<String> holder = Optional.empty();

  VaultControl(
      VaultFolder folder, Guards guards, Keyring keyring, Sealing sealing, VaultJournal journal) {
    this.folder = folder;
    this.guards = guards;
    this.keyring = keyring;
    this.keys = sealing.keys();
    this.sealing = sealing;
    this.journal = journal;
  }

  /**
   * Opens what is locked, making the first keyring where there is none.
   *
   * @param wanted what holds the device key of a first keyring
   * @return whether it was locked
   */
  synchronized boolean open(String wanted, Optional<char[]> passphrase) throws VestibuleException {
    if (keys.open()) {
      return false;
    }
    KeyringCopy.layOut(folder);
    holder = folder.holder();
    if (holder.isEmpty() && folder.mark().exists()) {
      throw Refusal.broken("it is missing", RingReader.REMEDY);
    }
    KeyGuard opening = guards.named(holder.orElse(wanted));
    opening.unlock(passphrase);
    try {
      Ring ring = holder.isPresent() ? keyring.open(opening) : keyring.create(opening);
      keys.take(ring);
      guard = opening;
      holder = Optional.of(opening.name());
      new PublicKeyFile(folder.publicKey()).write(sealing.publicKey());
      journal.note("vault-opened", details(ring));
      return true;
    } catch (VestibuleException e) {
      keys.take(null);
      opening.lock();
      throw e;
    }
  }

  /** Returns whether it is open. */
  boolean open() {
    return keys.open();
  }

  /** Moves the device key to another guard, if it is not there already. */
  synchronized void move(String wanted, Optional<char[]> passphrase) throws VestibuleException {
    if (guard == null || guard.name().equals(wanted)) {
      return;
    }
    KeyGuard before = guard;
    KeyGuard next = guards.named(wanted);
    next.unlock(passphrase);
    try {
      renew(next, Set.of());
    } catch (VestibuleException e) {
      next.lock();
      throw e;
    }
    before.lock();
  }

  /** Forgets everything; returns whether it was open. */
  synchronized boolean lock() {
    boolean open = keys.open();
    keys.take(null);
    if (guard != null) {
      guard.lock();
      guard = null;
    }
    return open;
  }

  synchronized void rotate() throws VestibuleException {
    keys.use(Ring::opening);
    renew(guard, Set.of());
  }

  synchronized void create(UUID subject) throws VestibuleException {
    keys.use(
        ring -> {
          if (ring.holds(subject)) {
            keyring.acknowledge(ring);
          } else {
            keyring.append(ring, subject, guard);
          }
          return null;
        });
  }

  synchronized Map<UUID, String> destroy(Collection<UUID> subjects) throws VestibuleException {
    Map<UUID, String> digests = new TreeMap<>();
    keys.use(
        ring -> {
          for (UUID subject : subjects) {
            if (ring.holds(subject)) {
              digests.put(subject, ring.wrapped(subject).digest());
            }
          }
          return null;
        });
    if (!digests.isEmpty()) {
      renew(guard, new HashSet<>(digests.keySet()));
    }
    return digests;
  }

  /** Writes a copy of the keyring with its sealed device key. */
  synchronized void copy(Path file) throws VestibuleException {
    keys.use(Ring::opening);
    KeyringCopy.write(folder, file);
    journal.note("vault-copied", Map.of());
  }

  /**
   * Returns what holds the device key, as the keyring says it; empty: there is no keyring yet.
   *
   * @throws VestibuleException {@code vault-broken}, {@code storage-failed}
   */
  synchronized Optional<String> holder() throws VestibuleException {
    if (!keys.open()) {
      holder = folder.holder();
    }
    return holder;
  }

  /** Returns the same as it was known last; waits for nothing. */
  Optional<String> held() {
    return holder;
  }

  /** Returns how it is; waits for nothing. */
  Vault.State state(String wanted) {
    String held = holder.orElse(wanted);
    try {
      return keys.use(
          ring ->
              new Vault.State(
                  true,
                  held,
                  ring.subjects().size(),
                  ring.epoch,
                  Optional.of(ring.opening().since())));
    } catch (VestibuleException e) {
      return new Vault.State(false, held, 0, 0, Optional.empty());
    }
  }

  /** Returns whether something that was destroyed is still to be overwritten. */
  boolean unfinished() {
    return keyring.unfinished();
  }

  private void renew(KeyGuard next, Set<UUID> without) throws VestibuleException {
    // The ring in use is wiped only by whoever takes turns here, so it may be read outside.
    Ring ring = keys.use(now -> now);
    Ring renewed = keyring.renew(ring, next, subject -> !without.contains(subject));
    keys.take(renewed);
    guard = next;
    holder = Optional.of(next.name());
    Map<String, String> details = new TreeMap<>(details(renewed));
    details.put("destroyed", Integer.toString(without.size()));
    journal.note("vault-rotated", details);
  }

  private Map<String, String> details(Ring ring) {
    return Map.of("keyGuard", guard.name(), "epoch", Long.toString(ring.epoch));
  }
}
