// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
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
        .within(Permission.SEE_VISITS, "GET", "/visits", this::list)
        .within(Permission.SEE_VISITS, "GET", "/visits/{id}", this::one)
        .within(Permission.CORRECT, "POST", "/visits/{id}/not-this-person", this::notThisPerson);
  }

  private Reply list(Request request) throws Problem {
    int limit = request.limit(LIMIT, MAX);
    List<VisitStory> recent = House.need(house.visits, "visits").recent(MAX);
    return Reply.ok(Sight.stories(recent, request.caller()).stream().limit(limit).toList());
  }

  private Reply one(Request request) throws Problem {
    return Reply.ok(
        Sight.story(
            Sight.story(house, request.caller(), Permission.SEE_VISITS, request.part("id")),
            request.caller()));
  }

  /** The visitor was taken for somebody else: their face is kept as one that is not this person. */
  private Reply notThisPerson(Request request) throws VestibuleException {
    VisitId visit =
        Sight.story(house, request.caller(), Permission.CORRECT, request.part("id")).id();
    House.need(house.visits, "visits").notThisPerson(visit, request.who());
    return Reply.noContent();
  }
}
