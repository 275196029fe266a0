// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A letter before it is sealed: when, length and text of the reason, the entry's body. */
final class LetterCodec {
  /** How many characters of a reason are kept. */
  static final int MOST_REASON = 500;

  private static final int MOST_REASON_BYTES = 4 * MOST_REASON;

  private LetterCodec() {}

  static byte[] bytes(Letter letter) {
    String words = letter.reason();
    String cut = words.length() > MOST_REASON ? words.substring(0, MOST_REASON) : words;
    byte[] reason = cut.getBytes(StandardCharsets.UTF_8);
    byte[] body = KeptCodec.body(letter.kept());
    return ByteBuffer.allocate(Long.BYTES + Short.BYTES + reason.length + body.length)
        .putLong(letter.at().toEpochMilli())
        .putShort((short) reason.length)
        .put(reason)
        .put(body)
        .array();
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws BrokenRecord for anything else
   */
  static Letter letter(String id, long position, byte[] bytes) throws BrokenRecord {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < Long.BYTES + Short.BYTES) {
      throw new BrokenRecord("a letter that ends too early");
    }
    Instant at = Instant.ofEpochMilli(in.getLong());
    int length = in.getShort();
    if (length < 0 || length > MOST_REASON_BYTES || length > in.remaining()) {
      throw new BrokenRecord("a reason out of its bounds");
    }
    byte[] reason = new byte[length];
    in.get(reason);
    byte[] body = new byte[in.remaining()];
    in.get(body);
    return new Letter(
        KeptCodec.kept(id, position, body), new String(reason, StandardCharsets.UTF_8), at);
  }
}
