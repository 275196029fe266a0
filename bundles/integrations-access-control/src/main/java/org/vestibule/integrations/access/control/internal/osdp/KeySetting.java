// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.Arrays;
import java.util.Optional;

/** A new SCBK for a reader (osdp_KEYSET, SIA OSDP 2.2 section 6.17). Wiped by {@link #close}. */
public final class KeySetting implements AutoCloseable {
  private static final int SCBK = 1;
  private static final int HEADER = 2;

  private final byte[] key;

  /** Copies {@code key}, 16 bytes. */
  public KeySetting(byte[] key) {
    if (key.length != SecureChannel.BLOCK) {
      throw new IllegalArgumentException(key.length + " bytes of key; allowed: 16");
    }
    this.key = key.clone();
  }

  /** Returns a copy. */
  public byte[] key() {
    return key.clone();
  }

  /** Returns its bytes on the wire; the caller overwrites them. */
  public byte[] encode() {
    byte[] data = new byte[HEADER + key.length];
    data[0] = SCBK;
    data[1] = SecureChannel.BLOCK;
    System.arraycopy(key, 0, data, HEADER, key.length);
    return data;
  }

  /** Reads it, and overwrites {@code data}; empty when it is no SCBK of 16 bytes. */
  public static Optional<KeySetting> decode(byte[] data) {
    boolean good =
        data.length == HEADER + SecureChannel.BLOCK
            && data[0] == SCBK
            && data[1] == SecureChannel.BLOCK;
    Optional<KeySetting> read =
        good
            ? Optional.of(new KeySetting(Arrays.copyOfRange(data, HEADER, data.length)))
            : Optional.empty();
    Arrays.fill(data, (byte) 0);
    return read;
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "KeySetting[***]";
  }
}
