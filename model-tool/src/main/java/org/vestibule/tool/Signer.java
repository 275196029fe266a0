// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.security.PublicKey;
import java.util.List;
import org.vestibule.models.internal.pack.SigningKeys;

/**
 * Somebody whose packs are let in.
 *
 * @param name for people
 * @param publicKey Ed25519
 * @param role {@code release}, {@code local} or {@code trial}
 * @param slots the slots that the signer may sign for, {@code *} for all
 */
record Signer(String name, PublicKey publicKey, String role, List<String> slots) {
  Signer {
    slots = List.copyOf(slots);
  }

  /** Returns the key as the trust store carries it. */
  String key() {
    return SigningKeys.base64(publicKey);
  }

  String keyId() {
    return SigningKeys.keyId(publicKey);
  }
}
