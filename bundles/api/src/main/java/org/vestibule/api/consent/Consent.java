// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.people.PersonId;

/**
 * A line of the ledger.
 *
 * @param textSha256 hash of the words that were read
 * @param signature what shows it; empty while the vault is locked
 * @param by who noted it
 * @param withdrawnAt when it was taken back
 * @param withdrawnBy who noted that
 */
public record Consent(
    String id,
    PersonId person,
    Purpose purpose,
    String textVersion,
    String textSha256,
    String language,
    ConsentWish.Channel channel,
    Optional<String> signature,
    Instant givenAt,
    String by,
    Optional<Instant> withdrawnAt,
    Optional<String> withdrawnBy) {
  /** Returns whether it is in force. */
  public boolean inForce() {
    return withdrawnAt.isEmpty();
  }

  @Override
  public String toString() {
    return "Consent[" + id + ", " + purpose + ", ***]";
  }
}
