// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/** A person as somebody types them. */
final class PeopleIds {
  private PeopleIds() {}

  static PersonId of(String typed) throws VestibuleException {
    try {
      return new PersonId(typed);
    } catch (IllegalArgumentException e) {
      throw new VestibuleException(
          "unknown-person",
          "person",
          "another form",
          "a person whom vestibule:people shows",
          "Check the spelling.");
    }
  }
}
