// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.KeyGuard;
import org.vestibule.store.internal.vault.WrappedKey.Kind;

/**
 * The keyring on the disk. A new key is appended; removing keys and changing epochs writes another
 * file. In whatever order a crash cuts a change, the next start finds the file before or the one
 * after, each with the mark and the device key that belong to it. Not thread-safe.
 *
 * <p>A change: another device key beside the old one; the new file in the place of the old, which
 * keeps a second name; the new mark; the old device key destroyed; the old file overwritten.
 */
final class Keyring {
  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

  private final VaultFolder folder;
  private final Aead aead;
  private final Clock clock;
  private final RingMark mark;
  private long length;
  private volatile boolean unfinished;

  Keyring(VaultFolder folder, Aead aead, Clock clock) {
    this.folder = folder;
    this.aead = aead;
    this.clock = clock;
    mark = new RingMark(folder.mark());
  }

  /** Makes the first keyring; the guard is unlocked. */
  Ring create(KeyGuard guard) throws VestibuleException {
    try {
      Ring ring = begin(guard, 1, 0);
      for (Kind kind : List.of(Kind.HOUSE, Kind.INDEX, Kind.SIGNING)) {
        byte[] key = kind == Kind.SIGNING ? HouseKey.make() : Aead.random(Aead.KEY);
        ring.add(ring.wrap(kind, WrappedKey.NOBODY, key));
        Aead.wipe(key);
      }
      put(ring);
      finish(ring, guard);
      return ring;
    } catch (IOException e) {
      throw Refusal.storage("store/keyring", e);
    }
  }

  /**
   * Opens what is there and goes on with what a crash cut; the guard is unlocked.
   *
   * @throws VestibuleException {@code vault-broken}, {@code device-key-missing}, {@code storage-*}
   */
  Ring open(KeyGuard guard) throws VestibuleException {
    try {
      Ring ring = new RingReader(folder, mark, aead).read(guard);
      length = folder.keyring().read().length;
      finish(ring, guard);
      return ring;
    } catch (IOException e) {
      throw Refusal.storage("store/keyring", e);
    }
  }

  /** Adds a key; it is on the disk, and acknowledged, when this returns. */
  void append(Ring ring, UUID subject, KeyGuard guard) throws VestibuleException {
    byte[] key = Aead.random(Aead.KEY);
    try {
      if (unfinished) {
        finish(ring, guard);
      }
      WrappedKey wrapped = ring.wrap(Kind.SUBJECT, subject, key);
      byte[] line = RingFile.line(wrapped);
      try (FileChannel out = FileChannel.open(folder.keyring().path(), StandardOpenOption.WRITE)) {
        // Half a line that a full disk left does not stay in the way of the next one.
        out.truncate(length);
        out.position(length);
        OwnerFile.write(out, ByteBuffer.wrap(line));
        out.force(false);
      }
      length += line.length;
      ring.add(wrapped);
      mark.note(ring);
    } catch (IOException e) {
      throw Refusal.storage("store/keyring", e);
    } finally {
      Aead.wipe(key);
    }
  }

  /**
   * Begins another epoch, in which only the wanted subjects have a key.
   *
   * @param guard is unlocked, and holds the device key from now on
   */
  Ring renew(Ring from, KeyGuard guard, Predicate<UUID> wanted) throws VestibuleException {
    Ring next = null;
    try {
      // Where the device key is moving, its guard before still needs what would be destroyed here.
      if (unfinished && RingFile.read(from.header).guard().equals(guard.name())) {
        finish(from, guard);
      }
      guard.renew();
      List<UUID> subjects = from.subjects().stream().filter(wanted).toList();
      next = begin(guard, Math.max(from.epoch, mark.epoch()) + 1, subjects.size());
      for (Kind kind : List.of(Kind.HOUSE, Kind.INDEX, Kind.SIGNING)) {
        rewrap(next, kind, WrappedKey.NOBODY, from.of(kind));
      }
      for (UUID subject : subjects) {
        rewrap(next, Kind.SUBJECT, subject, from.of(subject));
      }
      put(next);
    } catch (IOException e) {
      wipe(next);
      throw Refusal.storage("store/keyring", e);
    } catch (VestibuleException e) {
      wipe(next);
      throw e;
    }
    finishOrLater(next, guard);
    return next;
  }

  /** Acknowledges what a full disk let be written and not acknowledged. */
  void acknowledge(Ring ring) throws VestibuleException {
    try {
      mark.note(ring);
    } catch (IOException e) {
      throw Refusal.storage("trust/keyring.mark", e);
    }
  }

  /** Returns whether something of the epoch before is still to be destroyed. */
  boolean unfinished() {
    return unfinished;
  }

  private Ring begin(KeyGuard guard, long epoch, int subjects)
      throws VestibuleException, IOException {
    byte[] epochKey = Aead.random(Aead.KEY);
    byte[] wrapped = guard.wrap(epochKey, context(epoch));
    Ring ring = new Ring(aead, epoch, RingFile.header(epoch, guard.name(), wrapped), epochKey);
    byte[] opening =
        new Opening(clock.instant(), Kind.values().length - 1 + subjects, mark.digest()).bytes();
    ring.add(ring.wrap(Kind.OPENING, WrappedKey.NOBODY, opening));
    return ring;
  }

  private static void wipe(Ring ring) {
    if (ring != null) {
      ring.wipe();
    }
  }

  private static void rewrap(Ring ring, Kind kind, UUID owner, byte[] key) {
    ring.add(ring.wrap(kind, owner, key));
    Aead.wipe(key);
  }

  private void put(Ring ring) throws IOException {
    byte[] bytes = RingFile.bytes(ring.header, ring.keys());
    try {
      folder.keyring().replace(bytes);
    } catch (IOException e) {
      // It may have failed after the new file was in place, and then that one counts.
      if (!folder.keyring().exists() || !Arrays.equals(folder.keyring().read(), bytes)) {
        throw e;
      }
    }
    length = bytes.length;
    unfinished = true;
  }

  /** The new file counts already: what is left of the old one is tried again with each change. */
  private void finishOrLater(Ring ring, KeyGuard guard) {
    try {
      finish(ring, guard);
    } catch (IOException | VestibuleException e) {
      LOG.warn("What is left of the keyring before is not destroyed yet: {}", e.getMessage());
    }
  }

  private void finish(Ring ring, KeyGuard guard) throws IOException, VestibuleException {
    unfinished = true;
    if (mark.read(ring).isEmpty()) {
      mark.begin(ring);
    }
    guard.keepOnly(RingFile.read(ring.header).wrapped());
    if (!VaultFolder.PKCS12.contains(guard.name())) {
      folder.device().shred();
    }
    folder.keyring().shredOld();
    unfinished = false;
  }

  static String context(long epoch) {
    return "keyring:" + epoch;
  }
}
