// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/**
 * The pictures that are kept of a visit, for whoever may see visitors there as they stand at the
 * door. The audit is written before one is shown.
 */
final class KeptPicturesResource {
  private final House house;

  KeptPicturesResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .within(Permission.LISTEN, "GET", "/visits/{id}/pictures", this::list)
        .within(Permission.LISTEN, "GET", "/visits/{id}/pictures/{number}", this::one);
  }

  private Reply list(Request request) throws VestibuleException {
    List<Object> list = new ArrayList<>();
    for (VisitPicture picture : pictures(visit(request))) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("number", list.size());
      plain.put("capturedAt", picture.capturedAt().toString());
      list.add(plain);
    }
    return Reply.ok(list);
  }

  private Reply one(Request request) throws VestibuleException {
    VisitStory visit = visit(request);
    List<VisitPicture> pictures = pictures(visit);
    String number = request.part("number");
    if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) >= pictures.size()) {
      throw new Problem(
          404,
          "unknown-picture",
          "picture of visit " + visit.id(),
          Request.shortened(number),
          pictures.isEmpty() ? "none is kept" : "0 to " + (pictures.size() - 1),
          "Look it up under /api/visits/" + visit.id() + "/pictures.");
    }
    // What cannot be written down is not shown.
    House.need(house.audit, "audit")
        .record(
            request.who(),
            "visit-picture-shown",
            Map.of("visit", visit.id().value(), "door", visit.door().value()));
    VisitPicture picture = pictures.get(Integer.parseInt(number));
    return VisitorPicture.answer(request, new Frame(picture.jpeg(), picture.capturedAt(), 0));
  }

  private VisitStory visit(Request request) throws Problem {
    return Sight.story(house, request.caller(), Permission.LISTEN, request.part("id"));
  }

  private List<VisitPicture> pictures(VisitStory visit) throws VestibuleException {
    return House.need(house.journal, "visit journal").pictures(visit.id());
  }
}
