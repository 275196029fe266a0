// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.people.PersonId;

/**
 * Is told when somebody's consent has changed. Register it as a service. Called after the change,
 * on the thread that made it; return quickly: a withdrawal must count everywhere within five
 * seconds.
 */
@ConsumerType
public interface ConsentListener {
  /** This person's consent to this purpose, or what is held by it, is no longer as it was. */
  void changed(PersonId person, Purpose purpose);
}
