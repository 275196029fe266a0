// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * The file {@code trust/keyring.mark}: which epoch is the newest, and how many keys were
 * acknowledged in it. It is sealed under the epoch's key, so that a keyring that was rolled back,
 * cut or put in from elsewhere does not fit it.
 *
 * <p>Two places of equal length are written in turn: a crash while one is written leaves the other.
 * Each: the epoch in clear (8 bytes), then sealed the number of keys (8) and the last key's tag
 * (16). Not thread-safe.
 */
final class RingMark {
  private static final byte[] DOMAIN = "vestibule keyring mark".getBytes(StandardCharsets.UTF_8);
  private static final int PLAIN = Long.BYTES + Aead.TAG;
  private static final int PLACE = Long.BYTES + 1 + 12 + PLAIN + Aead.TAG;

  private final OwnerFile file;
  private final Aead aead = new Aead();
  private long noted;

  RingMark(OwnerFile file) {
    this.file = file;
  }

  /**
   * What was acknowledged.
   *
   * @param count how many keys
   * @param tag of the last of them
   */
  record Acknowledged(long count, byte[] tag) {}

  boolean exists() {
    return file.exists();
  }

  /** Returns a digest of the file as it is, by which a newer keyring names it. */
  byte[] digest() throws IOException {
    return WrappedKey.sha256(file.exists() ? file.read() : new byte[0]);
  }

  /** Returns the newest epoch that stands in it, in clear and not authenticated; 0: no file. */
  long epoch() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file.exists() ? file.read() : new byte[0]);
    long newest = 0;
    for (int at = 0; at + PLACE <= bytes.capacity(); at += PLACE) {
      newest = Math.max(newest, bytes.getLong(at));
    }
    return newest;
  }

  /** Returns what was acknowledged in a ring's epoch; empty: it does not belong to this ring. */
  Optional<Acknowledged> read(Ring ring) throws IOException {
    byte[] bytes = file.exists() ? file.read() : new byte[0];
    byte[] key = ring.markKey();
    Acknowledged newest = null;
    for (int at = 0; at + PLACE <= bytes.length; at += PLACE) {
      try {
        byte[] sealed = Arrays.copyOfRange(bytes, at + Long.BYTES, at + PLACE);
        ByteBuffer plain = ByteBuffer.wrap(aead.open(key, aad(ring.epoch), sealed));
        Acknowledged found = new Acknowledged(plain.getLong(), new byte[Aead.TAG]);
        plain.get(found.tag);
        newest = newest == null || found.count > newest.count ? found : newest;
      } catch (VestibuleException e) {
        // A place that was being written when the power went, or one of another epoch.
        continue;
      }
    }
    Aead.wipe(key);
    return Optional.ofNullable(newest);
  }

  /** Begins a ring's epoch. */
  void begin(Ring ring) throws IOException {
    byte[] place = place(ring);
    file.replace(ByteBuffer.allocate(2 * PLACE).put(place).put(place).array());
    file.shredOld();
    noted = ring.count();
  }

  /** Acknowledges the keys that a ring has now. */
  void note(Ring ring) throws IOException {
    if (noted == ring.count()) {
      return;
    }
    try (FileChannel out = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
      out.position(ring.count() % 2 * PLACE);
      OwnerFile.write(out, ByteBuffer.wrap(place(ring)));
      out.force(false);
    }
    noted = ring.count();
  }

  private byte[] place(Ring ring) {
    byte[] key = ring.markKey();
    byte[] plain = ByteBuffer.allocate(PLAIN).putLong(ring.count()).put(ring.tag()).array();
    byte[] sealed = aead.seal(key, aad(ring.epoch), plain);
    Aead.wipe(key);
    return ByteBuffer.allocate(PLACE).putLong(ring.epoch).put(sealed).array();
  }

  private static byte[] aad(long epoch) {
    return ByteBuffer.allocate(DOMAIN.length + Long.BYTES).put(DOMAIN).putLong(epoch).array();
  }
}
