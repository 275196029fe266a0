// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A master key of 16 bytes and a master salt of 14 (RFC 3711, section 8.2). Its text is a secret,
 * and {@link #toString} does not show it.
 */
public final class MasterKey {
  static final int KEY_BYTES = 16;
  static final int SALT_BYTES = 14;
  private static final int BYTES = KEY_BYTES + SALT_BYTES;
  private static final int TEXT = BYTES / 3 * 4;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Makes one. */
  public static MasterKey random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /** Reads the Base64 of key and salt, 40 characters; empty if it is something else. */
  public static Optional<MasterKey> of(String text) {
    if (text.length() != TEXT) {
      return Optional.empty();
    }
    try {
      return Optional.of(new MasterKey(Base64.getDecoder().decode(text)))
          .filter(key -> key.bytes.length == BYTES);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static MasterKey of(byte[] key, byte[] salt) {
    byte[] bytes = Arrays.copyOf(key, BYTES);
    System.arraycopy(salt, 0, bytes, KEY_BYTES, SALT_BYTES);
    return new MasterKey(bytes);
  }

  /** Returns the Base64 of key and salt, for the description alone. */
  public String text() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  byte[] key() {
    return Arrays.copyOf(bytes, KEY_BYTES);
  }

  byte[] salt() {
    return Arrays.copyOfRange(bytes, KEY_BYTES, BYTES);
  }

  /** Overwrites it; nothing can be derived of it afterwards. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MasterKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
