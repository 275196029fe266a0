// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A key as it lies in the keyring: sealed by the key of its epoch, and bound to its place by the
 * tag of the one before. Immutable.
 */
final class WrappedKey {
  /** What a key is for; the order is that of the file's numbers. */
  enum Kind {
    /** No key: when the epoch began, and which mark it replaced. */
    OPENING,
    /** Seals what is kept for the house. */
    HOUSE,
    /** Finds what cannot be read. */
    INDEX,
    /** Signs for the house; with its public half. */
    SIGNING,
    /** Seals what is kept of one subject. */
    SUBJECT
  }

  /** The owner of what is not a subject's. */
  static final UUID NOBODY = new UUID(0, 0);

  private static final byte[] DOMAIN = "vestibule keyring".getBytes(StandardCharsets.UTF_8);

  final Kind kind;
  final UUID owner;
  final byte[] sealed;
  final long sequence;
  private final byte[] before;

  /**
   * @param sequence its place in the file, from 0
   * @param before what was sealed before it, or the file's header; kept as it is, for its end only
   */
  WrappedKey(Kind kind, UUID owner, byte[] sealed, long sequence, byte[] before) {
    this.kind = kind;
    this.owner = owner;
    this.sealed = sealed;
    this.sequence = sequence;
    this.before = before;
  }

  /** Returns what is authenticated with the key in this place of an epoch's file. */
  byte[] aad(long epoch) {
    return aad(epoch, kind, owner, sequence, before);
  }

  static byte[] aad(long epoch, Kind kind, UUID owner, long sequence, byte[] before) {
    byte[] end = sequence == 0 ? sha256(before) : tag(before);
    return ByteBuffer.allocate(DOMAIN.length + 2 + 4 * Long.BYTES + end.length)
        .put(DOMAIN)
        .put(RingFile.VERSION)
        .putLong(epoch)
        .putLong(sequence)
        .put((byte) kind.ordinal())
        .putLong(owner.getMostSignificantBits())
        .putLong(owner.getLeastSignificantBits())
        .put(end)
        .array();
  }

  /** Returns the tag, which stands for the file up to here. */
  byte[] tag() {
    return tag(sealed);
  }

  /** Returns SHA-256 of the wrapped key, 64 hex digits. */
  String digest() {
    return HexFormat.of().formatHex(sha256(sealed));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256, which each Java has, is missing", e);
    }
  }

  private static byte[] tag(byte[] sealed) {
    return Arrays.copyOfRange(sealed, sealed.length - Aead.TAG, sealed.length);
  }
}
