// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.people.PersonId;

/** What the door policy says, each with its reason. */
@Classified(DataClass.EVENT)
public sealed interface Decision {
  /** Returns one sentence with the deciding condition first. */
  String reason();

  /** Open the door for this person. */
  record Admit(
      @Classified(DataClass.PERSONAL) PersonId person,
      @Classified(DataClass.PERSONAL) String reason)
      implements Decision {}

  /**
   * Ring a person and let them decide.
   *
   * @param urgent whether somebody may be in danger
   * @param audience who is called
   */
  record Ring(
      boolean urgent,
      @Classified(DataClass.PERSONAL) String reason,
      @Classified(DataClass.PERSONAL) Audience audience)
      implements Decision {
    /** Rings whoever lives here, and everybody when it is urgent. */
    public Ring(boolean urgent, String reason) {
      this(urgent, reason, urgent ? Audience.EVERYBODY : Audience.RESIDENTS);
    }
  }

  /**
   * Tell the visitor what to do and call nobody; whoever presses the bell again is put through.
   *
   * @param direction what the visitor is told
   */
  record Direct(
      @Classified(DataClass.PERSONAL) Direction direction,
      @Classified(DataClass.PERSONAL) String reason)
      implements Decision {}

  /** What a visitor is told who needs nobody. */
  enum Direction {
    /** Leave it in the parcel room. */
    PARCEL_ROOM,
    /** Nothing is bought here. */
    DECLINED
  }

  /**
   * Ask the visitor something first.
   *
   * @param code whether a code is the answer (step-up), and not words
   */
  record AskMore(
      @Classified(DataClass.PERSONAL) String question,
      @Classified(DataClass.PERSONAL) String reason,
      boolean code)
      implements Decision {
    /** Asks for words. */
    public AskMore(String question, String reason) {
      this(question, reason, false);
    }
  }

  /** Do not open, and do not ask again in this visit. The human at the bell stays reachable. */
  record Refuse(@Classified(DataClass.PERSONAL) String reason) implements Decision {}
}
