// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.store.internal.vault.SubjectVault.Follower;

/** When the vault opens and locks, and who is told of it. Thread-safe. */
final class VaultOpening {
  private static final Logger LOG = LoggerFactory.getLogger(VaultOpening.class);

  // Held while followers are told, so that "opened" and "locked" reach each of them in the order in
  // which they happened. Nothing that a follower may call waits for it.
  private final ReentrantLock turns = new ReentrantLock();
  private final Followers followers = new Followers();
  private final VaultStatus status = new VaultStatus();
  private final VaultControl control;
  private final Guards guards;
  private final VaultJournal journal;
  private volatile VaultSettings settings;
  private volatile boolean configured;
  private volatile boolean byHand;

  VaultOpening(VaultControl control, Guards guards, VaultJournal journal) {
    this.control = control;
    this.guards = guards;
    this.journal = journal;
  }

  /** Takes a configuration; one that is refused changes nothing. */
  void configure(Map<String, Object> properties) {
    try {
      settings = VaultSettings.of(properties);
      guards.allowInside(settings.allowKeyInside());
      status.configured(null);
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      status.configured(e);
    }
    configured = true;
    openUnasked();
  }

  /** Opens it, and moves the device key to the guard that is wanted. */
  void open(Optional<char[]> passphrase) throws VestibuleException {
    turns.lock();
    try {
      if (control.open(wanted(), passphrase)) {
        followers.opened();
      }
      byHand = false;
      if (passphrase.isPresent() || !wanted().equals(VaultFolder.PASSPHRASE)) {
        control.move(wanted(), passphrase);
      }
      status.failed(null);
    } catch (VestibuleException e) {
      status.failed(e);
      throw e;
    } finally {
      turns.unlock();
    }
  }

  /** Opens, and moves the device key, where that needs no passphrase. */
  void openUnasked() {
    if (!configured || byHand) {
      return;
    }
    try {
      Optional<String> holder = control.holder();
      boolean known = holder.isPresent() || settings != null;
      boolean open = control.open();
      boolean asks = (open ? wanted() : holder.orElse(wanted())).equals(VaultFolder.PASSPHRASE);
      if (known && !asks) {
        open(Optional.empty());
      }
    } catch (VestibuleException e) {
      LOG.warn("The vault: {}", e.getMessage());
      status.failed(e);
    }
  }

  /** Locks it until a person opens it. */
  void lock() {
    byHand = true;
    if (shut()) {
      journal.note("vault-locked", Map.of());
    }
  }

  /** Forgets every key; returns whether there were any. */
  boolean shut() {
    turns.lock();
    try {
      boolean open = control.lock();
      status.failed(null);
      if (open) {
        followers.locked();
      }
      return open;
    } finally {
      turns.unlock();
    }
  }

  void add(Follower follower) {
    turns.lock();
    try {
      followers.add(follower, control.open());
    } finally {
      turns.unlock();
    }
  }

  void remove(Follower follower) {
    followers.remove(follower);
  }

  Status status() {
    return status.of(control.state(wanted()), wanted(), control.unfinished());
  }

  /** Returns what shall hold the device key; with a refused configuration nothing moves. */
  String wanted() {
    VaultSettings now = settings;
    return now == null ? control.held().orElse(VaultFolder.KEY_FILE) : now.keyGuard();
  }
}
