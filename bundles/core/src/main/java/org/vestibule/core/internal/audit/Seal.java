// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail.Sealed;
import org.vestibule.api.store.HouseSeal;

/**
 * A signature of the house over the trail up to one line. It stands in the trail as a line of its
 * own, and, the newest, beside it.
 *
 * @param upTo the line that it covers, and all before
 * @param key the fingerprint of the public key
 * @param signature Ed25519, base64
 */
record Seal(Sealed upTo, String key, String signature) {
  /** The action of its line. */
  static final String ACTION = "audit-sealed";

  /** What {@link HouseSeal} is told that it signs. */
  static final String PURPOSE = "audit";

  /**
   * Signs.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  static Seal over(Sealed upTo, HouseSeal house) throws VestibuleException {
    byte[] signature = house.sign(PURPOSE, message(upTo));
    String key = HouseKeys.fingerprint(house.publicKey().orElseThrow());
    return new Seal(upTo, key, Base64.getEncoder().encodeToString(signature));
  }

  /** Reads the line of a seal; empty for another line. */
  static Optional<Seal> in(AuditEntry entry) {
    return entry.action().equals(ACTION) ? of(entry.details()) : Optional.empty();
  }

  /** Reads its fields. */
  static Optional<Seal> of(Map<String, String> fields) {
    try {
      return Optional.of(
          new Seal(
              new Sealed(Long.parseLong(fields.get("sequence")), fields.get("hash")),
              fields.get("key"),
              fields.get("signature")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Map<String, String> fields() {
    return new TreeMap<>(
        Map.of(
            "sequence",
            Long.toString(upTo.sequence()),
            "hash",
            upTo.hash(),
            "key",
            key,
            "signature",
            signature));
  }

  /**
   * Checks it.
   *
   * @return why it is no seal of this house; empty: it is one
   */
  Optional<String> problem(HouseKeys keys) {
    if (key == null || signature == null || upTo.hash() == null) {
      return Optional.of("a seal without key, hash or signature");
    }
    Optional<Boolean> good = keys.verifies(Optional.of(key), PURPOSE, message(upTo), signature);
    if (good.isEmpty()) {
      return Optional.of("it is signed by the key " + key + ", which is not in trust/house*.pub");
    }
    return good.get() ? Optional.empty() : Optional.of("its signature is wrong");
  }

  private static byte[] message(Sealed upTo) {
    return (upTo.sequence() + ":" + upTo.hash()).getBytes(StandardCharsets.UTF_8);
  }
}
