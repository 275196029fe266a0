// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the audit.
 *
 * @param sequence 1, 2, 3, ... without a gap
 * @param at wall clock
 * @param actor who or what caused it, for example {@code visit:v-...} or an account's name
 * @param through the surface that let them in, for example {@code rest}; {@code inside} for the
 *     gateway by itself
 * @param action what, kebab-case, for example {@code door-opened}
 * @param details facts, no secrets and no biometrics; what was changed has {@code before} and
 *     {@code after}, and people stand under their pseudonym
 * @param previousHash SHA-256 of the entry before, 64 hex digits; zeros for the first
 * @param hash SHA-256 of this entry's content and {@code previousHash}
 */
public record AuditEntry(
    long sequence,
    Instant at,
    String actor,
    String through,
    String action,
    Map<String, String> details,
    String previousHash,
    String hash) {
  /** Copies the map. */
  public AuditEntry {
    details = Map.copyOf(details);
  }
}
