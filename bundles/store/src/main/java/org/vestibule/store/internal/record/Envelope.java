// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.vestibule.api.people.PersonId;

/**
 * What is sealed of a record: whose it is, and the content. The name travels inside, for outside a
 * row knows a pseudonym only. One byte with the name's length, the name, the content.
 */
record Envelope(PersonId person, byte[] content) {
  /** Returns the bytes to seal, to be overwritten by the caller. */
  byte[] bytes() {
    byte[] name = person.value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + name.length + content.length)
        .put((byte) name.length)
        .put(name)
        .put(content)
        .array();
  }

  /**
   * Takes apart what was opened, and overwrites it.
   *
   * @throws IllegalArgumentException if it is no envelope
   */
  static Envelope take(byte[] opened) {
    try {
      ByteBuffer in = ByteBuffer.wrap(opened);
      byte[] name = new byte[Byte.toUnsignedInt(in.get())];
      in.get(name);
      byte[] content = new byte[in.remaining()];
      in.get(content);
      return new Envelope(new PersonId(new String(name, StandardCharsets.US_ASCII)), content);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("too short", e);
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope that
        && person.equals(that.person)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return 31 * person.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "Envelope[***]";
  }
}
