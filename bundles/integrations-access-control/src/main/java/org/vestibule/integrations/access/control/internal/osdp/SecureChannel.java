// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One secure session between a panel and a reader, either side of it (SIA OSDP 2.2 annex D).
 *
 * <p>{@link #derive} makes the session's keys, the two cryptograms show that both sides have them,
 * {@link #establish} starts the chain of MACs. Each MAC's start value is the last MAC of the other
 * side, so a frame of an earlier exchange, or one out of order, breaks the session; that is why a
 * repetition must be recognised by its sequence number before it comes here. One thread. It holds
 * keys: {@link #close} overwrites them.
 */
public final class SecureChannel implements AutoCloseable {
  /** The length of keys, cryptograms and whole MACs. */
  public static final int BLOCK = SessionCipher.BLOCK;

  /** The length of each side's random number. */
  public static final int RANDOM = 8;

  private final SessionCipher cipher = new SessionCipher();
  private final byte[] clientCryptogram = new byte[BLOCK];
  private final byte[] serverCryptogram = new byte[BLOCK];
  private final byte[] commandMac = new byte[BLOCK];
  private final byte[] replyMac = new byte[BLOCK];
  private boolean established;

  /** Returns SCBK-D, the key that everybody knows. */
  public static byte[] defaultKey() {
    byte[] key = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      key[i] = (byte) (0x30 + i);
    }
    return key;
  }

  /**
   * Makes the session's keys and both cryptograms; a session that was established ends.
   *
   * @param key the reader's key, 16 bytes; not kept
   * @param panelRandom RND.A, 8 bytes
   * @param readerRandom RND.B, 8 bytes
   */
  public void derive(byte[] key, byte[] panelRandom, byte[] readerRandom) {
    established = false;
    cipher.derive(key, panelRandom);
    cipher.cryptogram(panelRandom, readerRandom, clientCryptogram);
    cipher.cryptogram(readerRandom, panelRandom, serverCryptogram);
  }

  /** Returns what a reader shows: a copy. */
  public byte[] clientCryptogram() {
    return clientCryptogram.clone();
  }

  /** Returns what a panel shows: a copy. */
  public byte[] serverCryptogram() {
    return serverCryptogram.clone();
  }

  /** Returns whether a reader has the key, in constant time. */
  public boolean clientMatches(byte[] shown) {
    return MessageDigest.isEqual(clientCryptogram, shown);
  }

  /** Returns whether a panel has the key, in constant time. */
  public boolean serverMatches(byte[] shown) {
    return MessageDigest.isEqual(serverCryptogram, shown);
  }

  /** Starts the chain of MACs; returns R-MAC-I, a copy. */
  public byte[] establish() {
    cipher.initialMac(serverCryptogram, replyMac);
    Arrays.fill(commandMac, (byte) 0);
    established = true;
    return replyMac.clone();
  }

  /** As {@link #establish()}, at the panel; returns whether the reader has the same R-MAC-I. */
  public boolean establish(byte[] shownInitialMac) {
    established = MessageDigest.isEqual(establish(), shownInitialMac);
    return established;
  }

  /** Returns whether frames can be signed and verified. */
  public boolean established() {
    return established;
  }

  /** Writes the four bytes of a frame's MAC, and moves the chain on. */
  void sign(boolean reply, byte[] bytes, int offset, int length, int macAt) {
    byte[] mac = cipher.mac(lastOfTheOther(reply), bytes, offset, length);
    System.arraycopy(mac, 0, bytes, macAt, Frame.MAC);
    advance(reply, mac);
  }

  /** Verifies a frame's MAC in constant time, and moves the chain on when it was good. */
  boolean verify(boolean reply, byte[] bytes, int offset, int length, int macAt) {
    if (!established) {
      return false;
    }
    byte[] mac = cipher.mac(lastOfTheOther(reply), bytes, offset, length);
    int difference = 0;
    for (int i = 0; i < Frame.MAC; i++) {
      difference |= mac[i] ^ bytes[macAt + i];
    }
    if (difference == 0) {
      advance(reply, mac);
    }
    return difference == 0;
  }

  /** Pads and encrypts data in place; returns how long they are now. */
  int encrypt(boolean reply, byte[] bytes, int offset, int length) {
    return cipher.encrypt(lastOfTheOther(reply), bytes, offset, length);
  }

  /** Decrypts data in place; returns how long they are without padding, -1 when it is wrong. */
  int decrypt(boolean reply, byte[] bytes, int offset, int length) {
    return cipher.decrypt(lastOfTheOther(reply), bytes, offset, length);
  }

  private byte[] lastOfTheOther(boolean reply) {
    return reply ? commandMac : replyMac;
  }

  private void advance(boolean reply, byte[] mac) {
    System.arraycopy(mac, 0, reply ? replyMac : commandMac, 0, BLOCK);
  }

  /** Ends the session: its keys and its chain are overwritten. It may be derived again. */
  @Override
  public void close() {
    established = false;
    cipher.wipe();
    Arrays.fill(clientCryptogram, (byte) 0);
    Arrays.fill(serverCryptogram, (byte) 0);
    Arrays.fill(commandMac, (byte) 0);
    Arrays.fill(replyMac, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecureChannel[" + (established ? "established" : "not established") + ", ***]";
  }
}
