// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.KeyGuard;

/**
 * Reads a keyring and shows that it is whole: each key opens in its place, and the mark knows no
 * more of them. What the mark never acknowledged may be cut off; nothing else may be missing.
 */
record RingReader(VaultFolder folder, RingMark mark, Aead aead) {
  private static final Logger LOG = LoggerFactory.getLogger(RingReader.class);
  static final String REMEDY =
      "Put the newest keyring back, or a copy of it made by this gateway. If neither is there,"
          + " restore a backup into an empty data folder and enrol anew.";

  /** How many keys the first keyring has before anybody is enrolled. */
  private static final int FIRST = 4;

  /**
   * Reads; the file holds what was returned and nothing more when this returns.
   *
   * @throws VestibuleException {@code vault-broken}, {@code device-key-missing}
   */
  Ring read(KeyGuard guard) throws IOException, VestibuleException {
    byte[] bytes = folder.keyring().read();
    Optional<KeyringCopy> copy = KeyringCopy.read(bytes);
    byte[] own = copy.isPresent() ? copy.get().keyring() : bytes;
    RingFile file = RingFile.read(own);
    Ring ring = new Ring(aead, file.epoch(), file.header(), epochKey(file, guard));
    try {
      long acknowledged = mark.read(ring).map(RingMark.Acknowledged::count).orElse(0L);
      int sound = fill(ring, file, acknowledged);
      check(ring, copy.isPresent());
      if (copy.isPresent()) {
        mark.begin(ring);
        folder.keyring().replace(Arrays.copyOf(own, sound));
      } else if (sound < own.length) {
        LOG.warn("A key that was being made when the power went is cut off the keyring");
        cut(sound);
      }
      return ring;
    } catch (IOException | VestibuleException e) {
      ring.wipe();
      throw e;
    }
  }

  private static byte[] epochKey(RingFile file, KeyGuard guard) throws VestibuleException {
    try {
      return guard.unwrap(file.wrapped(), Keyring.context(file.epoch()));
    } catch (VestibuleException e) {
      if (e.code().equals("seal-broken")) {
        throw Refusal.broken("its first lines were changed", REMEDY, e);
      }
      throw e;
    }
  }

  /** Returns how many bytes are genuine. */
  private static int fill(Ring ring, RingFile file, long acknowledged) throws VestibuleException {
    int sound = file.header().length;
    for (WrappedKey key : file.keys()) {
      try {
        Aead.wipe(ring.unwrap(key));
      } catch (VestibuleException e) {
        boolean last = key.sequence == file.keys().size() - 1;
        if (last && key.sequence >= Math.max(FIRST, acknowledged)) {
          return sound;
        }
        throw Refusal.broken("key " + (key.sequence + 1) + " is not in its place", REMEDY, e);
      }
      ring.add(key);
      sound += RingFile.line(key).length;
    }
    return sound;
  }

  private void check(Ring ring, boolean restored) throws IOException, VestibuleException {
    if (ring.count() < FIRST) {
      throw Refusal.broken("it was cut to " + ring.count() + " keys", REMEDY);
    }
    Optional<RingMark.Acknowledged> acknowledged = mark.read(ring);
    if (acknowledged.isPresent()) {
      RingMark.Acknowledged known = acknowledged.get();
      if (known.count() > ring.count() || !Arrays.equals(known.tag(), ring.tag(known.count()))) {
        throw Refusal.broken(
            ring.count() + " keys, and " + known.count() + " were acknowledged", REMEDY);
      }
      return;
    }
    Opening opening = ring.opening();
    boolean crashed =
        Arrays.equals(opening.mark(), mark.digest()) && opening.keys() == ring.count();
    boolean first = mark.exists() || ring.count() == FIRST;
    boolean newer = restored && mark.epoch() < ring.epoch && opening.keys() <= ring.count();
    if (!newer && !(crashed && first)) {
      throw Refusal.broken(
          "epoch " + ring.epoch + ", which trust/keyring.mark does not know as the newest", REMEDY);
    }
  }

  private void cut(int sound) throws IOException {
    try (FileChannel out = FileChannel.open(folder.keyring().path(), StandardOpenOption.WRITE)) {
      out.truncate(sound);
      out.force(true);
    }
  }
}
