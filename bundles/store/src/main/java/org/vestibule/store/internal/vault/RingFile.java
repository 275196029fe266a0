// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.vault.WrappedKey.Kind;

/**
 * The bytes of {@code store/keyring}, big-endian.
 *
 * <p>Header: {@code VSTKRING}, version (1 byte), epoch (8), the guard's name and the epoch's key as
 * that guard wrapped it, each after its length (2). Then the keys, each: kind (1), owner (16),
 * length (2), sealed bytes. A key's place, its epoch and the tag of the key before are
 * authenticated with it, so that no key can be moved, left out or taken from another file; how many
 * there must be is in {@link RingMark}.
 *
 * @param epoch counts the files, from 1
 * @param guard what wrapped the epoch's key
 * @param wrapped the epoch's key
 * @param header the bytes up to the first key
 * @param keys as they stand, not yet shown to be genuine; what a crash cut is not among them
 */
record RingFile(long epoch, String guard, byte[] wrapped, byte[] header, List<WrappedKey> keys) {
  static final byte VERSION = 1;
  private static final byte[] MAGIC = "VSTKRING".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 1 << 12;

  /** Returns a header. */
  static byte[] header(long epoch, String guard, byte[] wrapped) {
    byte[] name = guard.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(
            MAGIC.length + 1 + Long.BYTES + 2 * Short.BYTES + name.length + wrapped.length)
        .put(MAGIC)
        .put(VERSION)
        .putLong(epoch)
        .putShort((short) name.length)
        .put(name)
        .putShort((short) wrapped.length)
        .put(wrapped)
        .array();
  }

  /** Returns one key as it stands in the file. */
  static byte[] line(WrappedKey key) {
    return ByteBuffer.allocate(1 + 2 * Long.BYTES + Short.BYTES + key.sealed.length)
        .put((byte) key.kind.ordinal())
        .putLong(key.owner.getMostSignificantBits())
        .putLong(key.owner.getLeastSignificantBits())
        .putShort((short) key.sealed.length)
        .put(key.sealed)
        .array();
  }

  /** Returns a whole file. */
  static byte[] bytes(byte[] header, List<WrappedKey> keys) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header);
    keys.forEach(key -> all.writeBytes(line(key)));
    return all.toByteArray();
  }

  /**
   * Reads.
   *
   * @throws VestibuleException {@code vault-broken} when it is no keyring
   */
  static RingFile read(byte[] bytes) throws VestibuleException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      if (!Arrays.equals(magic, MAGIC) || in.get() != VERSION) {
        throw noKeyring(null);
      }
      long epoch = in.getLong();
      String guard = new String(block(in), StandardCharsets.UTF_8);
      byte[] wrapped = block(in);
      byte[] header = Arrays.copyOf(bytes, in.position());
      List<WrappedKey> keys = new ArrayList<>();
      byte[] before = header;
      for (WrappedKey key = next(in, 0, before); key != null; key = next(in, keys.size(), before)) {
        keys.add(key);
        before = key.sealed;
      }
      return new RingFile(epoch, guard, wrapped, header, keys);
    } catch (BufferUnderflowException e) {
      throw noKeyring(e);
    }
  }

  /** Returns the next key; {@code null} at the end and before half a key. */
  private static WrappedKey next(ByteBuffer in, long sequence, byte[] before) {
    if (in.remaining() < 1 + 2 * Long.BYTES + Short.BYTES) {
      return null;
    }
    int kind = in.get();
    UUID owner = new UUID(in.getLong(), in.getLong());
    int length = in.getShort() & 0xffff;
    if (kind < 0 || kind >= Kind.values().length || length < Aead.TAG || length > in.remaining()) {
      return null;
    }
    byte[] sealed = new byte[length];
    in.get(sealed);
    return new WrappedKey(Kind.values()[kind], owner, sealed, sequence, before);
  }

  private static byte[] block(ByteBuffer in) throws VestibuleException {
    int length = in.getShort() & 0xffff;
    if (length > LONGEST) {
      throw noKeyring(null);
    }
    byte[] block = new byte[length];
    in.get(block);
    return block;
  }

  private static VestibuleException noKeyring(Exception cause) {
    return Refusal.broken(
        "it is no keyring of a version that is known",
        "Put a copy of the keyring in its place, or run the version that wrote it.",
        cause);
  }
}
