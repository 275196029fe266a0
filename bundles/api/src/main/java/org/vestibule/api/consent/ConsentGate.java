// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * Asked before each step that uses somebody's data. Reads memory and never blocks. Thread-safe.
 *
 * <p>It is the friendly half: the database refuses a row without consent by itself.
 */
@ProviderType
public interface ConsentGate {
  /**
   * Passes if there is consent in force.
   *
   * @throws VestibuleException {@code consent-missing}
   */
  void check(PersonId person, Purpose purpose) throws VestibuleException;

  /** Returns whether there is consent in force. */
  boolean allows(PersonId person, Purpose purpose);
}
