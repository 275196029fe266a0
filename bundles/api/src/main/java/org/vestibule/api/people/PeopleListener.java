// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told when a person was enrolled, renewed, corrected or forgotten. Register it as a service; it
 * asks the {@link PeopleDirectory} for what holds now. Nothing of this leaves the house: it is no
 * event. Called after the change, on the thread that made it; return quickly.
 */
@ConsumerType
public interface PeopleListener {
  /** Something about this person is no longer as it was. */
  void changed(PersonId person);
}
