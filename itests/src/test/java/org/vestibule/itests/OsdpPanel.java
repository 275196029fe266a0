// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.vestibule.itests.OsdpArithmetic.cbc;
import static org.vestibule.itests.OsdpArithmetic.check;
import static org.vestibule.itests.OsdpArithmetic.derive;
import static org.vestibule.itests.OsdpArithmetic.ecb;
import static org.vestibule.itests.OsdpArithmetic.inverted;
import static org.vestibule.itests.OsdpArithmetic.join;
import static org.vestibule.itests.OsdpArithmetic.mac;
import static org.vestibule.itests.OsdpArithmetic.pad;
import static org.vestibule.itests.OsdpArithmetic.unpad;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;

/**
 * A panel's side of an OSDP line (SIA OSDP 2.2), as small as it can be and with nothing of the
 * gateway's own code: secures the channel, polls twenty times a second, notes cards and how long
 * the reader was silent, and lights its LED green after a card.
 */
final class OsdpPanel implements AutoCloseable {
  private static final int POLL = 0x60;
  private static final int LED = 0x69;
  private static final int CHALLENGE = 0x76;
  private static final int CRYPTOGRAM = 0x77;
  private static final int RAW = 0x50;

  /** Longer than a panel waits before it asks again, which this one does not: it begins anew. */
  private static final int ANSWER_MILLIS = 2000;

  private static final int POLL_MILLIS = 50;

  /** Green for two seconds: what a panel shows when it lets somebody in. */
  private static final byte[] GREEN = {0, 0, 2, 10, 0, 2, 0, 20, 0, 0, 0, 0, 0, 0};

  private final int port;
  private final byte[] key;
  private final Thread thread = new Thread(this::run, "osdp-panel");
  private final List<byte[]> cards = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile boolean secured;
  private volatile int sessions;
  private volatile int polls;
  private volatile long longestSilenceNanos;
  private long heardNanos = System.nanoTime();
  private int sequence;
  private byte[] encryption;
  private byte[] macOne;
  private byte[] macTwo;
  private byte[] chain;

  OsdpPanel(int port, byte[] key) {
    this.port = port;
    this.key = key.clone();
    thread.setDaemon(true);
    thread.start();
  }

  boolean secured() {
    return secured;
  }

  /** Returns how often a channel was secured. */
  int sessions() {
    return sessions;
  }

  int polls() {
    return polls;
  }

  long longestSilenceMillis() {
    return longestSilenceNanos / 1_000_000;
  }

  /** Returns the cards that were presented: reader, format, count and bits. */
  List<byte[]> cards() {
    return cards;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(5000);
  }

  private void run() {
    while (!closed) {
      try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
        line.setTcpNoDelay(true);
        line.setSoTimeout(ANSWER_MILLIS);
        secure(line);
        poll(line);
      } catch (IOException | GeneralSecurityException e) {
        secured = false;
        pause();
      }
    }
  }

  private void secure(Socket line) throws IOException, GeneralSecurityException {
    sequence = 0;
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    byte[] answer = exchange(line, frame(CHALLENGE, new byte[] {3, 0x11, 1}, random));
    byte[] theirs = Arrays.copyOfRange(answer, 8, 16);
    byte[] theirCryptogram = Arrays.copyOfRange(answer, 16, 32);
    encryption = derive(key, random, 0x82);
    macOne = derive(key, random, 0x01);
    macTwo = derive(key, random, 0x02);
    if (!MessageDigest.isEqual(ecb(encryption, join(random, theirs)), theirCryptogram)) {
      throw new IOException("the reader does not hold the key");
    }
    byte[] ours = ecb(encryption, join(theirs, random));
    byte[] expected = ecb(macTwo, ecb(macOne, ours));
    byte[] reply = exchange(line, frame(CRYPTOGRAM, new byte[] {3, 0x13, 1}, ours));
    if (!MessageDigest.isEqual(expected, Arrays.copyOf(reply, 16))) {
      throw new IOException("the reader begins another chain");
    }
    chain = expected;
    sessions++;
    secured = true;
  }

  private void poll(Socket line) throws IOException, GeneralSecurityException {
    boolean green = false;
    while (!closed) {
      Answer answer = green ? secured(line, LED, GREEN) : secured(line, POLL, new byte[0]);
      green = false;
      polls++;
      if (answer.code == RAW) {
        cards.add(answer.data);
        green = true;
      }
      pause();
    }
  }

  private record Answer(int code, byte[] data) {}

  /** One exchange in the secure channel. */
  private Answer secured(Socket line, int code, byte[] data)
      throws IOException, GeneralSecurityException {
    byte[] hidden = data;
    if (data.length > 0) {
      hidden = cbc(encryption, inverted(chain), pad(data), Cipher.ENCRYPT_MODE);
    }
    byte[] head = frame(code, new byte[] {2, (byte) (data.length > 0 ? 0x17 : 0x15)}, hidden);
    int end = head.length + 4;
    byte[] whole = Arrays.copyOf(head, end + 2);
    whole[2] = (byte) whole.length;
    whole[3] = (byte) (whole.length >> 8);
    byte[] mac = mac(macOne, macTwo, Arrays.copyOf(whole, head.length), chain);
    System.arraycopy(mac, 0, whole, head.length, 4);
    check(whole);
    byte[] reply = send(line, whole);
    int kind = reply[6];
    if (kind != 0x16 && kind != 0x18) {
      throw new IOException("the reader left the channel with 0x" + Integer.toHexString(reply[5]));
    }
    byte[] answerMac = mac(macOne, macTwo, Arrays.copyOf(reply, reply.length - 6), mac);
    byte[] theirs = Arrays.copyOfRange(reply, reply.length - 6, reply.length - 2);
    if (!MessageDigest.isEqual(Arrays.copyOf(answerMac, 4), theirs)) {
      throw new IOException("the reader's MAC is another one");
    }
    byte[] body = Arrays.copyOfRange(reply, 8, reply.length - 6);
    if (kind == 0x18 && body.length > 0) {
      body = unpad(cbc(encryption, inverted(mac), body, Cipher.DECRYPT_MODE));
    }
    chain = answerMac;
    return new Answer(reply[7] & 0xff, body);
  }

  /** Returns a frame without MAC and check, its length still to be set by whoever adds them. */
  private byte[] frame(int code, byte[] security, byte[] data) {
    byte[] frame = new byte[5 + security.length + 1 + data.length];
    frame[0] = 0x53;
    frame[1] = 0;
    frame[4] = (byte) (sequence | 0x04 | 0x08);
    System.arraycopy(security, 0, frame, 5, security.length);
    frame[5 + security.length] = (byte) code;
    System.arraycopy(data, 0, frame, 6 + security.length, data.length);
    return frame;
  }

  /** Sends a frame of the handshake and returns the data of its answer. */
  private byte[] exchange(Socket line, byte[] frame) throws IOException {
    byte[] whole = Arrays.copyOf(frame, frame.length + 2);
    whole[2] = (byte) whole.length;
    check(whole);
    byte[] reply = send(line, whole);
    if ((reply[4] & 0x08) == 0) {
      throw new IOException("the reader refuses to secure the channel");
    }
    return Arrays.copyOfRange(reply, 5 + reply[5] + 1, reply.length - 2);
  }

  private byte[] send(Socket line, byte[] whole) throws IOException {
    line.getOutputStream().write(0xff);
    line.getOutputStream().write(whole);
    byte[] reply = read(line.getInputStream());
    long now = System.nanoTime();
    longestSilenceNanos = Math.max(longestSilenceNanos, now - heardNanos);
    heardNanos = now;
    sequence = sequence == 3 ? 1 : sequence + 1;
    return reply;
  }

  private static byte[] read(InputStream in) throws IOException {
    int first = in.read();
    while (first == 0xff) {
      first = in.read();
    }
    byte[] head = in.readNBytes(3);
    if (first != 0x53 || head.length < 3) {
      throw new EOFException("no frame");
    }
    int length = (head[1] & 0xff) | (head[2] & 0xff) << 8;
    byte[] rest = in.readNBytes(length - 4);
    byte[] whole = join(new byte[] {0x53}, join(head, rest));
    byte[] checked = whole.clone();
    check(checked);
    if (whole.length != length || !Arrays.equals(whole, checked)) {
      throw new IOException("a frame with another check than its own");
    }
    return whole;
  }

  /** The panel's own beat between two polls. */
  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(POLL_MILLIS * 1_000_000L);
  }
}
