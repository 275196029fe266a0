// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * Who agreed to what, when and how (GDPR Art. 7(1); BIPA section 15(b)). Nothing in it is changed
 * or deleted: a withdrawal is noted beside. Every change is audited and told to each {@link
 * ConsentListener}. Thread-safe.
 */
@ProviderType
public interface ConsentLedger {
  /**
   * Notes consent. What the site's profile demands must be there, for example a written release.
   *
   * @throws VestibuleException {@code unknown-text}, {@code release-missing} (this site needs
   *     another channel), {@code signature-invalid}, {@code consent-given} already, {@code
   *     vault-locked}, {@code audit-*}, {@code storage-*}
   */
  Consent grant(ConsentWish wish) throws VestibuleException;

  /**
   * Takes consent back, without any reason; what was held by it is gone when this returns.
   *
   * @return whether there was one in force
   * @throws VestibuleException {@code vault-locked}: nobody can be found then, and nothing of
   *     anybody is used; {@code storage-*}: the use has ended, but it could not be noted and is to
   *     be repeated. Never for want of an audit: withdrawing is a right
   */
  boolean withdraw(PersonId person, Purpose purpose) throws VestibuleException;

  /**
   * Returns all lines about a person, oldest first.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  List<Consent> of(PersonId person) throws VestibuleException;

  /** Returns the texts of this site's profile, in every language that there is. */
  List<ConsentText> texts();
}
