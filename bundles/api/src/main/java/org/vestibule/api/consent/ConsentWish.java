// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import java.util.Objects;
import org.vestibule.api.people.PersonId;

/**
 * Consent that is to be noted.
 *
 * @param person who agrees; need not be enrolled yet
 * @param purpose to what
 * @param textVersion which text they read
 * @param language in which language
 * @param channel how it was given
 * @param signature what shows it: the name typed under the text, the number of the paper form; 1 to
 *     200 characters, sealed
 */
public record ConsentWish(
    PersonId person,
    Purpose purpose,
    String textVersion,
    String language,
    Channel channel,
    String signature) {
  /** How consent is given. */
  public enum Channel {
    /** A signed form, kept elsewhere. */
    PAPER,
    /** An electronic signature under the text. */
    E_SIGNATURE,
    /** In the console, by the person's own account. */
    OWN_ACCOUNT;

    /** Returns the name as it stands in the database and in REST, for example e-signature. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Refuses holes. */
  public ConsentWish {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(textVersion, "text version");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(signature, "signature");
  }

  @Override
  public String toString() {
    return "ConsentWish[" + purpose + ", ***]";
  }
}
