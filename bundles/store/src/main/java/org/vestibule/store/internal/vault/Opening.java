// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.vestibule.api.VestibuleException;

/**
 * What the first line of a keyring says.
 *
 * @param since when the epoch began, in milliseconds
 * @param keys how many keys the file had when it was made
 * @param mark SHA-256 of the mark that it replaced: a crash between the two is told from a
 *     roll-back
 */
record Opening(Instant since, long keys, byte[] mark) {
  private static final int DIGEST = 32;

  static Opening of(byte[] plain) throws VestibuleException {
    ByteBuffer in = ByteBuffer.wrap(plain);
    try {
      Instant since = Instant.ofEpochMilli(in.getLong());
      long keys = in.getLong();
      byte[] mark = new byte[DIGEST];
      in.get(mark);
      return new Opening(since, keys, mark);
    } catch (BufferUnderflowException e) {
      throw Refusal.sealBroken(e);
    }
  }

  byte[] bytes() {
    return ByteBuffer.allocate(2 * Long.BYTES + DIGEST)
        .putLong(since.toEpochMilli())
        .putLong(keys)
        .put(mark)
        .array();
  }
}
