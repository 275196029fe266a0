// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's AES-256-GCM with one cipher and one key at hand: what opening costs at the least. */
final class BareAes {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final List<byte[]> nonces = new ArrayList<>();
  private final List<byte[]> sealed = new ArrayList<>();
  private final SecretKeySpec key;
  private Cipher cipher;

  /** Seals so many values of a length. */
  BareAes(int values, int length) {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    key = new SecretKeySpec(secret, "AES");
    try {
      cipher = fresh();
      for (int value = 0; value < values; value++) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        nonces.add(nonce);
        sealed.add(cipher.doFinal(new byte[length]));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens all of them so many times; returns the milliseconds of each.
   *
   * @param each whether a cipher is made for each value, instead of one for all
   */
  double[] openAll(int rounds, boolean each) {
    double[] millis = new double[rounds];
    try {
      for (int round = 0; round < rounds; round++) {
        long from = System.nanoTime();
        for (int value = 0; value < sealed.size(); value++) {
          cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonces.get(value)));
          cipher.doFinal(sealed.get(value));
        }
        millis[round] = (System.nanoTime() - from) / 1e6;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return millis;
  }

  private static Cipher fresh() throws GeneralSecurityException {
    return Cipher.getInstance("AES/GCM/NoPadding");
  }
}
