// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.vestibule.api.VestibuleException;

/**
 * Keeps passwords as Argon2id hashes (RFC 9106) with a salt of 128 bits and a tag of 256, written
 * in the PHC string form with their cost. One is computed at a time and a few wait: a flood of
 * log-ins is refused before it takes the gateway's memory. Thread-safe.
 */
final class Passwords {
  /**
   * What one hash costs. 19 MiB, 2 passes and 1 lane is the least that the OWASP Password Storage
   * Cheat Sheet allows; RFC 9106's 64 MiB would be a sixth of the gateway's heap for one log-in.
   */
  static final Cost STANDARD = new Cost(19 * 1024, 2, 1);

  /** A hash as {@link #hash} writes it, with any cost that a version may have chosen. */
  static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=[1-9][0-9]{0,6},t=[1-9][0-9]?,p=[1-9][0-9]?"
              + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");

  private static final int MOST_WAITING = 8;
  private static final long PATIENCE_SECONDS = 10;
  private static final int SALT_BYTES = 16;
  private static final int TAG_BYTES = 32;

  private final Cost cost;
  private final Semaphore turn = new Semaphore(1, true);
  private final AtomicInteger waiting = new AtomicInteger();
  private final String decoy;

  /**
   * What one hash costs.
   *
   * @param kibibytes of memory
   * @param passes over that memory
   * @param lanes that could be computed in parallel
   */
  record Cost(int kibibytes, int passes, int lanes) {
    private String text() {
      return "m=" + kibibytes + ",t=" + passes + ",p=" + lanes;
    }
  }

  Passwords(Cost cost) {
    this.cost = cost;
    // No password has this tag: it is random and was never computed.
    decoy = written(Secrets.random(SALT_BYTES), Secrets.random(TAG_BYTES));
  }

  /** Returns a hash that no password matches, and that costs as much to try as a real one. */
  String decoy() {
    return decoy;
  }

  /**
   * Hashes a new password.
   *
   * @throws VestibuleException {@code too-busy}
   */
  String hash(char[] password) throws VestibuleException {
    byte[] salt = Secrets.random(SALT_BYTES);
    return written(salt, compute(password, salt, cost));
  }

  /**
   * Compares in constant time.
   *
   * @throws VestibuleException {@code too-busy}
   */
  boolean matches(char[] password, String kept) throws VestibuleException {
    String[] parts = kept.split("\\$");
    byte[] tag = Base64.getDecoder().decode(parts[5]);
    byte[] given = compute(password, Base64.getDecoder().decode(parts[4]), costOf(parts[3]));
    return MessageDigest.isEqual(tag, given);
  }

  /** Returns whether a hash cost another amount than one does today. */
  boolean outdated(String kept) {
    return !kept.split("\\$")[3].equals(cost.text());
  }

  private String written(byte[] salt, byte[] tag) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$"
        + cost.text()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(tag);
  }

  private static Cost costOf(String text) {
    String[] numbers = text.split("[^0-9]+");
    return new Cost(
        Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]), Integer.parseInt(numbers[3]));
  }

  private byte[] compute(char[] password, byte[] salt, Cost cost) throws VestibuleException {
    byte[] bytes = bytes(password);
    try {
      await();
      try {
        return argon2id(bytes, salt, cost);
      } finally {
        turn.release();
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private void await() throws VestibuleException {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      throw Refusals.busy();
    }
    try {
      if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Refusals.busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.busy();
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static byte[] argon2id(byte[] password, byte[] salt, Cost cost) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.kibibytes())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] tag = new byte[TAG_BYTES];
    generator.generateBytes(password, tag);
    return tag;
  }

  /**
   * UTF-8 of the form NFC (SP 800-63B-4, section 3.1.1.2). Only what is not plain ASCII passes
   * through a String, because Java normalises no other way.
   */
  private static byte[] bytes(char[] password) {
    CharBuffer text = CharBuffer.wrap(password);
    if (text.chars().anyMatch(each -> each > 0x7f)) {
      text = CharBuffer.wrap(Normalizer.normalize(text, Normalizer.Form.NFC));
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(text);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }
}
