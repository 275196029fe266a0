// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.Optional;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Whose card is which, as bits on a reader's line. From memory; thread-safe. */
public interface CardBook {
  /**
   * Returns the bits that are presented for a person at a door, if they have a card that counts.
   */
  Optional<CardBits> bits(PersonId person, DoorId door);

  /** Returns whose card was read at a door, in whatever format of the door it makes sense. */
  Optional<PersonId> holder(DoorId door, CardBits read);
}
