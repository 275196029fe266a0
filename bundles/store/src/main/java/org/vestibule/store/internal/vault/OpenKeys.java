// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vestibule.api.VestibuleException;

/**
 * The ring in use, if the vault is open. A ring is overwritten only when nobody uses it, so that no
 * key is half wiped under a reader. Thread-safe.
 */
final class OpenKeys {
  /** What is done with the keys. */
  interface Use<T> {
    T of(Ring ring) throws VestibuleException;
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private Ring ring;

  boolean open() {
    lock.readLock().lock();
    try {
      return ring != null;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Does something with the keys.
   *
   * @throws VestibuleException {@code vault-locked}, or what is thrown
   */
  <T> T use(Use<T> use) throws VestibuleException {
    lock.readLock().lock();
    try {
      if (ring == null) {
        throw Refusal.locked();
      }
      return use.of(ring);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes another ring, or none, and wipes the one before. */
  void take(Ring next) {
    lock.writeLock().lock();
    try {
      if (ring != null) {
        ring.wipe();
      }
      ring = next;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
