// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.visit.VisitStory;

/** The life of a visit. */
@Classified(DataClass.EVENT)
public sealed interface VisitEvent extends VestibuleEvent {
  /** Returns the visit as it is after the event. */
  VisitStory after();

  /** A visit began. */
  record VisitOpened(Instant at, VisitStory after) implements VisitEvent {
    @Override
    public String topic() {
      return "visit/opened";
    }
  }

  /** The bell rings: people are being told. */
  record BellRang(
      Instant at, VisitStory after, boolean urgent, @Classified(DataClass.PERSONAL) String text)
      implements VisitEvent {
    @Override
    public String topic() {
      return "visit/rang";
    }
  }

  /**
   * Something new is known.
   *
   * @param what the part that changed: {@code pressed}, {@code face}, {@code challenge}, {@code
   *     prompt}, {@code answered}, {@code speech}, {@code triage}, {@code decision}, {@code
   *     degraded}
   * @param before the visit as it was, if it matters
   */
  record VisitUpdated(
      Instant at,
      @Classified(DataClass.EVENT) String what,
      Optional<VisitStory> before,
      VisitStory after)
      implements VisitEvent {
    @Override
    public String topic() {
      return "visit/updated";
    }
  }

  /** A visit ended. */
  record VisitClosed(Instant at, VisitStory after) implements VisitEvent {
    @Override
    public String topic() {
      return "visit/closed";
    }

    @Override
    public boolean droppable() {
      return false;
    }
  }
}
