// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import org.vestibule.api.call.Call;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/** The life of a call; never dropped, because a page that rings must also stop. */
@Classified(DataClass.EVENT)
public sealed interface CallEvent extends VestibuleEvent {
  /** Returns the call as it is after the event. */
  Call after();

  @Override
  default boolean droppable() {
    return false;
  }

  /** Phones and pages ring. */
  record CallRang(Instant at, Call after) implements CallEvent {
    @Override
    public String topic() {
      return "call/rang";
    }
  }

  /** Somebody answered first. */
  record CallAnswered(Instant at, Call after) implements CallEvent {
    @Override
    public String topic() {
      return "call/answered";
    }
  }

  /**
   * It is over.
   *
   * @param why {@code hung-up}, {@code nobody-answered}, {@code visit-closed}, {@code time-limit},
   *     {@code handed-over} or {@code failed}
   */
  record CallEnded(Instant at, Call after, @Classified(DataClass.EVENT) String why)
      implements CallEvent {
    @Override
    public String topic() {
      return "call/ended";
    }
  }
}
