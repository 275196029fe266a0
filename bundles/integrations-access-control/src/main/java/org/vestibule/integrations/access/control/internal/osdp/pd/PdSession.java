// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Arrays;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;

/**
 * The reader's side of the secure channel: which key it takes, and how far the handshake is (SIA
 * OSDP 2.2 annex D.3). One thread.
 */
final class PdSession {
  /** Fills an array with bytes that nobody can guess. */
  @FunctionalInterface
  interface Randomness {
    void fill(byte[] bytes);
  }

  private static final byte[] REFUSED = new byte[SecureChannel.BLOCK];

  private final PdKeys keys;
  private final Randomness randomness;
  private final SecureChannel channel = new SecureChannel();
  private boolean challenged;
  private int selector;

  PdSession(PdKeys keys, Randomness randomness) {
    this.keys = keys;
    this.randomness = randomness;
  }

  SecureChannel channel() {
    return channel;
  }

  boolean established() {
    return channel.established();
  }

  /** Returns whether it stands under a key that only this reader and its panel know. */
  boolean secured() {
    return established() && selector == SecurityBlock.OWN_KEY;
  }

  int selector() {
    return selector;
  }

  /** Ends the session; its keys are overwritten. */
  void end() {
    if (challenged || established()) {
      challenged = false;
      channel.close();
    }
  }

  /**
   * Answers a challenge: who it is, a random number and the proof that it has the key. The default
   * key is taken only by a reader without one, while a person lets a key be set: later it would let
   * anybody be its panel.
   *
   * @return null where this key is not taken
   */
  byte[] challenge(Frame frame, byte[] panelRandom, byte[] uid, long now) {
    end();
    int wanted = frame.securityValue();
    byte[] key = null;
    if (wanted == SecurityBlock.OWN_KEY) {
      key = keys.copy();
    } else if (wanted == SecurityBlock.DEFAULT_KEY && !keys.keyed() && keys.openAt(now)) {
      key = SecureChannel.defaultKey();
    }
    if (key == null) {
      return null;
    }
    byte[] random = new byte[SecureChannel.RANDOM];
    randomness.fill(random);
    channel.derive(key, panelRandom, random);
    Arrays.fill(key, (byte) 0);
    selector = wanted;
    challenged = true;
    byte[] data = new byte[2 * SecureChannel.RANDOM + SecureChannel.BLOCK];
    System.arraycopy(uid, 0, data, 0, SecureChannel.RANDOM);
    System.arraycopy(random, 0, data, SecureChannel.RANDOM, SecureChannel.RANDOM);
    System.arraycopy(
        channel.clientCryptogram(), 0, data, 2 * SecureChannel.RANDOM, SecureChannel.BLOCK);
    return data;
  }

  boolean challenged() {
    return challenged;
  }

  /** Checks the panel's proof; returns R-MAC-I, or zeros and no session when it is wrong. */
  byte[] prove(byte[] shown) {
    challenged = false;
    if (!channel.serverMatches(shown)) {
      channel.close();
      return REFUSED;
    }
    return channel.establish();
  }
}
