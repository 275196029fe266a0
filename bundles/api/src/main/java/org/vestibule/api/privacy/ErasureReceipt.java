// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.privacy;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left of somebody who was erased; it names nobody.
 *
 * @param id names it
 * @param subject the pseudonym under which journals knew the person
 * @param at when
 * @param reason why
 * @param removed how many things each holder dropped
 * @param keyDigest SHA-256 of the wrapped key that was destroyed, 64 hex digits
 * @param epoch the vault's epoch that began with it
 * @param auditSequence the audit's line that says so
 * @param auditHash its hash, so that the receipt is chained
 * @param signature Ed25519 over the rest in canonical form (RFC 8785), base64
 */
public record ErasureReceipt(
    String id,
    String subject,
    Instant at,
    String reason,
    Map<String, Integer> removed,
    String keyDigest,
    long epoch,
    long auditSequence,
    String auditHash,
    String signature) {
  /** Copies. */
  public ErasureReceipt {
    removed = java.util.Collections.unmodifiableMap(new TreeMap<>(removed));
  }
}
