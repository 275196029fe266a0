// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.vault.SubjectVault;

/** The data keys of segments, each sealed by the house. Thread-safe. */
final class SegmentKeys {
  private final SubjectVault vault;

  SegmentKeys(SubjectVault vault) {
    this.vault = vault;
  }

  /** A key that was just made. */
  record Made(SegmentHeader header, SegmentCipher cipher) {}

  boolean open() {
    return vault.open();
  }

  /**
   * Makes a key.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  Made make(String id, long first, long begun) throws VestibuleException {
    byte[] key = SegmentCipher.freshKey();
    try {
      byte[] sealed = vault.sealForHouse(context(id), key);
      return new Made(new SegmentHeader(id, first, begun, sealed), new SegmentCipher(id, key));
    } finally {
      SegmentCipher.wipe(key);
    }
  }

  /**
   * Opens the key of a segment.
   *
   * @throws VestibuleException {@code vault-locked}
   * @throws BrokenRecord when this house did not seal it
   */
  SegmentCipher of(SegmentHeader header) throws VestibuleException, BrokenRecord {
    try {
      byte[] key = vault.openForHouse(context(header.id()), header.sealedKey());
      try {
        if (key.length != SegmentCipher.KEY) {
          throw new BrokenRecord("a key of another length");
        }
        return new SegmentCipher(header.id(), key);
      } finally {
        SegmentCipher.wipe(key);
      }
    } catch (VestibuleException e) {
      if (e.code().equals("seal-broken")) {
        throw new BrokenRecord("a key that this house did not seal");
      }
      throw e;
    }
  }

  private static String context(String id) {
    return "outbox:" + id;
  }
}
