// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The arithmetic of an OSDP line: the check, and the keys and MACs of the secure channel (annex D).
 */
final class OsdpArithmetic {
  private OsdpArithmetic() {}

  /** Writes the CRC-16 (polynomial 0x1021, begun with 0x1D0F) into the last two bytes. */
  static void check(byte[] frame) {
    int crc = 0x1d0f;
    for (int i = 0; i < frame.length - 2; i++) {
      crc ^= (frame[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
      }
    }
    frame[frame.length - 2] = (byte) crc;
    frame[frame.length - 1] = (byte) (crc >> 8);
  }

  /** Derives a session key from the key of the line. */
  static byte[] derive(byte[] key, byte[] random, int what) throws GeneralSecurityException {
    byte[] block = new byte[16];
    block[0] = 1;
    block[1] = (byte) what;
    System.arraycopy(random, 0, block, 2, 6);
    return ecb(key, block);
  }

  static byte[] mac(byte[] macOne, byte[] macTwo, byte[] message, byte[] iv)
      throws GeneralSecurityException {
    byte[] padded = message.length % 16 == 0 ? message : pad(message);
    byte[] before = iv;
    if (padded.length > 16) {
      byte[] all = cbc(macOne, iv, Arrays.copyOf(padded, padded.length - 16), Cipher.ENCRYPT_MODE);
      before = Arrays.copyOfRange(all, all.length - 16, all.length);
    }
    byte[] last = Arrays.copyOfRange(padded, padded.length - 16, padded.length);
    return cbc(macTwo, before, last, Cipher.ENCRYPT_MODE);
  }

  static byte[] pad(byte[] data) {
    byte[] padded = Arrays.copyOf(data, (data.length / 16 + 1) * 16);
    padded[data.length] = (byte) 0x80;
    return padded;
  }

  static byte[] unpad(byte[] data) {
    int end = data.length - 1;
    while (end >= 0 && data[end] == 0) {
      end--;
    }
    return Arrays.copyOf(data, Math.max(end, 0));
  }

  static byte[] inverted(byte[] block) {
    byte[] inverted = block.clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~inverted[i];
    }
    return inverted;
  }

  static byte[] ecb(byte[] key, byte[] data) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    return cipher.doFinal(data);
  }

  static byte[] cbc(byte[] key, byte[] iv, byte[] data, int mode) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    return cipher.doFinal(data);
  }

  static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
