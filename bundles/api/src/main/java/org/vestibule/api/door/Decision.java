// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import org.vestibule.api.people.PersonId;

/** What the door policy says, each with its reason. */
public sealed interface Decision {
  /** Returns one sentence with the deciding condition first. */
  String reason();

  /** Open the door for this person. */
  record Admit(PersonId person, String reason) implements Decision {}

  /**
   * Ring a person and let them decide.
   *
   * @param urgent whether somebody may be in danger
   */
  record Ring(boolean urgent, String reason) implements Decision {}

  /**
   * Ask the visitor something first.
   *
   * @param code whether a code is the answer (step-up), and not words
   */
  record AskMore(String question, String reason, boolean code) implements Decision {
    /** Asks for words. */
    public AskMore(String question, String reason) {
      this(question, reason, false);
    }
  }

  /** Do not open, and do not ask again in this visit. The human at the bell stays reachable. */
  record Refuse(String reason) implements Decision {}
}
