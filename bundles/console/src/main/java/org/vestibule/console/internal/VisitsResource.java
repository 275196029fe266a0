// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** Visits as stories, newest first. */
final class VisitsResource {
  private static final int LIMIT = 50;
  private static final int MAX = 500;

  private final House house;

  VisitsResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .on("GET", "/visits", this::list)
        .on("GET", "/visits/{id}", this::one)
        .on("POST", "/visits/{id}/not-this-person", this::notThisPerson);
  }

  private Reply list(Request request) throws Problem {
    int limit = request.limit(LIMIT, MAX);
    return Reply.ok(EventFields.plain(House.need(house.visits, "visits").recent(limit)));
  }

  private Reply one(Request request) throws Problem {
    return Reply.ok(EventFields.plain(story(request)));
  }

  /** The visitor was taken for somebody else: their face is kept as one that is not this person. */
  private Reply notThisPerson(Request request) throws VestibuleException {
    VisitId visit = story(request).id();
    House.need(house.visits, "visits").notThisPerson(visit, "operator");
    return Reply.noContent();
  }

  private VisitStory story(Request request) throws Problem {
    String id = request.part("id");
    Optional<VisitStory> story;
    try {
      story = House.need(house.visits, "visits").story(new VisitId(id));
    } catch (IllegalArgumentException e) {
      story = Optional.empty();
    }
    return story.orElseThrow(
        () ->
            new Problem(
                404,
                "unknown-visit",
                "visit",
                Request.shortened(id),
                "an open visit or one of the last",
                "Look it up under /api/visits."));
  }
}
