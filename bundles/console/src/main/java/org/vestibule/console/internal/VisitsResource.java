// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** Visits as stories, newest first, and which of them are asked for. */
final class VisitsResource {
  private static final int LIMIT = 50;
  private static final int MAX = 500;

  /** What the next page is asked with, too. */
  private static final List<String> KEPT =
      List.of("from", "to", "door", "outcome", "text", "limit");

  /** Says why the answer ends with what the core remembers. */
  private static final String MISSING = "X-Journal-Missing";

  private final House house;
  private final VisitPages pages;

  VisitsResource(House house) {
    this.house = house;
    pages = new VisitPages(house);
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_VISITS, "GET", "/visits", this::list)
        .within(Permission.SEE_VISITS, "GET", "/visits/{id}", this::one)
        .within(Permission.CORRECT, "POST", "/visits/{id}/not-this-person", this::notThisPerson);
  }

  /**
   * A page of what is remembered or kept. The answer is the list alone; where the next page begins
   * stands in a {@code Link} header (RFC 8288), and why nothing older than what the core remembers
   * can be read, if so, in another.
   */
  private Reply list(Request request) throws Problem {
    int limit = request.limit(LIMIT, MAX);
    VisitPages.Page page = pages.page(VisitSearch.of(request), request.caller(), limit);
    Margins margins = Margins.of(house, page.stories(), request.caller());
    Reply reply =
        Reply.ok(
            page.stories().stream()
                .map(story -> margins.beside(story, Sight.story(story, request.caller())))
                .toList());
    if (page.next().isPresent()) {
      reply = reply.with("Link", next(request, page.next().get()));
    }
    if (page.missing().isPresent()) {
      reply = reply.with(MISSING, page.missing().get());
    }
    return reply;
  }

  private static String next(Request request, VisitCursor cursor) {
    StringBuilder address = new StringBuilder("/api/visits?");
    for (String name : KEPT) {
      request
          .query(name)
          .ifPresent(value -> address.append(name + "=" + URLEncoder.encode(value, UTF_8) + "&"));
    }
    return "<" + address + "cursor=" + cursor.text() + ">; rel=\"next\"";
  }

  private Reply one(Request request) throws Problem {
    VisitStory story =
        Sight.story(house, request.caller(), Permission.SEE_VISITS, request.part("id"));
    return Reply.ok(
        Margins.of(house, List.of(story), request.caller())
            .beside(story, Sight.story(story, request.caller())));
  }

  /** The visitor was taken for somebody else: their face is kept as one that is not this person. */
  private Reply notThisPerson(Request request) throws VestibuleException {
    VisitId visit =
        Sight.story(house, request.caller(), Permission.CORRECT, request.part("id")).id();
    Visits visits = House.need(house.visits, "visits");
    if (visits.story(visit).isEmpty()) {
      throw faceGone(visit);
    }
    visits.notThisPerson(visit, request.who());
    return Reply.noContent();
  }

  /** The journal keeps the story and no face. */
  private static Problem faceGone(VisitId visit) {
    return new Problem(
        409,
        "correction-too-late",
        "visit " + visit,
        "its face is no longer kept",
        "a visit within correctionMinutes",
        "Forget and enrol the person, or choose a higher threshold.");
  }
}
