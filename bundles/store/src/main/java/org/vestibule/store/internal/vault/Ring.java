// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.vault.WrappedKey.Kind;

/**
 * The keys of one epoch. They stay wrapped in memory and are unwrapped for one use each, which
 * costs microseconds: only the epoch's own key lies there in clear. Reading is thread-safe; whoever
 * adds takes turns.
 */
final class Ring {
  final long epoch;
  final byte[] header;
  private final Aead aead;
  private final byte[] epochKey;
  private final Map<Kind, WrappedKey> house = new ConcurrentHashMap<>();
  private final Map<UUID, WrappedKey> subjects = new ConcurrentHashMap<>();
  private volatile WrappedKey last;

  /**
   * @param header the begin of the file, to which the first key is bound
   * @param epochKey is kept, and overwritten by {@link #wipe}
   */
  Ring(Aead aead, long epoch, byte[] header, byte[] epochKey) {
    this.aead = aead;
    this.epoch = epoch;
    this.header = header;
    this.epochKey = epochKey;
  }

  /** Wraps a key for the next place; it is not in the ring before {@link #add}. */
  WrappedKey wrap(Kind kind, UUID owner, byte[] key) {
    WrappedKey before = last;
    long sequence = before == null ? 0 : before.sequence + 1;
    byte[] end = before == null ? header : before.sealed;
    byte[] aad = WrappedKey.aad(epoch, kind, owner, sequence, end);
    return new WrappedKey(kind, owner, aead.seal(epochKey, aad, key), sequence, end);
  }

  void add(WrappedKey key) {
    if (key.kind == Kind.SUBJECT) {
      subjects.put(key.owner, key);
    } else {
      house.put(key.kind, key);
    }
    last = key;
  }

  /**
   * Unwraps a subject's key; whoever called overwrites it.
   *
   * @throws VestibuleException {@code key-missing}
   */
  byte[] of(UUID subject) throws VestibuleException {
    WrappedKey key = subjects.get(subject);
    if (key == null) {
      throw Refusal.keyMissing();
    }
    return unwrap(key);
  }

  /** Unwraps a key of the house; whoever called overwrites it. */
  byte[] of(Kind kind) throws VestibuleException {
    WrappedKey key = house.get(kind);
    if (key == null) {
      throw Refusal.keyMissing();
    }
    return unwrap(key);
  }

  /**
   * Unwraps.
   *
   * @throws VestibuleException {@code seal-broken} for a key that is not of this epoch and place
   */
  byte[] unwrap(WrappedKey key) throws VestibuleException {
    return aead.open(epochKey, key.aad(epoch), key.sealed);
  }

  /**
   * Returns when the epoch began and which mark it replaced.
   *
   * @throws VestibuleException {@code key-missing} for a file that does not begin with it
   */
  Opening opening() throws VestibuleException {
    return Opening.of(of(Kind.OPENING));
  }

  /** Returns what a subject's key looks like in the file; {@code null}: there is none. */
  WrappedKey wrapped(UUID subject) {
    return subjects.get(subject);
  }

  boolean holds(UUID subject) {
    return subjects.containsKey(subject);
  }

  Set<UUID> subjects() {
    return subjects.keySet();
  }

  /** Returns a key that seals what belongs to this epoch's file and lies beside it. */
  byte[] markKey() {
    return Hmac.of(epochKey, "mark", WrappedKey.sha256(header));
  }

  /** Returns how many keys the file has. */
  long count() {
    return last == null ? 0 : last.sequence + 1;
  }

  /** Returns all keys in the order of the file. */
  List<WrappedKey> keys() {
    return Stream.concat(house.values().stream(), subjects.values().stream())
        .sorted(Comparator.comparingLong(key -> key.sequence))
        .toList();
  }

  /** Returns the tag of the key with which the ring had so many: it stands for all up to there. */
  byte[] tag(long count) {
    return keys().get((int) count - 1).tag();
  }

  /** Returns the tag of the last key. */
  byte[] tag() {
    return last.tag();
  }

  /** Overwrites the key of the epoch. */
  void wipe() {
    Aead.wipe(epochKey);
  }
}
