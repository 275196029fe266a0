// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/**
 * The pictures that are kept of a visit, for whoever may see visitors there as they stand at the
 * door. The audit is written before one is shown.
 */
final class KeptPicturesResource {
  /** Which period of a list is shown with its pictures, first and last moment included. */
  record Shown(String from, String to) {}

  private final House house;
  private final ListLooks looks = new ListLooks(System::nanoTime);

  KeptPicturesResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .within(Permission.LISTEN, "POST", "/visits/pictures-shown", this::shown)
        .within(Permission.LISTEN, "GET", "/visits/{id}/picture", this::inList)
        .within(Permission.LISTEN, "GET", "/visits/{id}/pictures", this::list)
        .within(Permission.LISTEN, "GET", "/visits/{id}/pictures/{number}", this::one);
  }

  private Reply list(Request request) throws VestibuleException {
    List<Object> list = new ArrayList<>();
    for (VisitPicture picture : pictures(visit(request))) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("number", list.size());
      plain.put("capturedAt", picture.capturedAt().toString());
      picture.face().ifPresent(face -> plain.put("face", EventFields.plain(face)));
      list.add(plain);
    }
    return Reply.ok(list);
  }

  private Reply one(Request request) throws VestibuleException {
    VisitStory visit = visit(request);
    List<VisitPicture> pictures = pictures(visit);
    String number = request.part("number");
    if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) >= pictures.size()) {
      throw unknown(visit, number, pictures);
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

  /** Notes that somebody looks at the pictures of a list: one line speaks for all of them. */
  private Reply shown(Request request) throws VestibuleException {
    Shown shown = request.body(Shown.class, Json.SMALL);
    ListLooks.Period period =
        new ListLooks.Period(moment("from", shown.from()), moment("to", shown.to()));
    if (period.to().isBefore(period.from())) {
      throw Problem.invalid(
          "to", period.to().toString(), "not before from, " + period.from(), "Exchange the two.");
    }
    looks.note(session(request), request.who(), period, House.need(house.audit, "audit"));
    return Reply.noContent();
  }

  /** The first picture of a visit, for a list whose pictures are noted as shown. */
  private Reply inList(Request request) throws VestibuleException {
    VisitStory visit = visit(request);
    if (!looks.noted(session(request), visit.openedAt())) {
      throw new Problem(
          409,
          "look-not-noted",
          "picture of visit " + visit.id(),
          "a look that is in no audit",
          "a period that was noted within the hour",
          "Say first to /api/visits/pictures-shown which period is shown.");
    }
    List<VisitPicture> pictures = pictures(visit);
    if (pictures.isEmpty()) {
      throw unknown(visit, "0", pictures);
    }
    VisitPicture first = pictures.get(0);
    if (Conditional.unchanged(request.http(), request.response(), first.jpeg())) {
      request.response().setStatus(304);
      return Reply.STREAMING;
    }
    return VisitorPicture.answer(request, new Frame(first.jpeg(), first.capturedAt(), 0));
  }

  private static String session(Request request) {
    return request.session().orElse("bearer " + request.who());
  }

  private static Instant moment(String name, String given) throws Problem {
    try {
      return Instant.parse(given == null ? "" : given);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          name,
          given == null ? "none" : Request.shortened(given),
          "an instant of ISO 8601, in UTC",
          "Send the openedAt of the first and of the last visit that is shown.");
    }
  }

  private static Problem unknown(VisitStory visit, String number, List<VisitPicture> pictures) {
    return new Problem(
        404,
        "unknown-picture",
        "picture of visit " + visit.id(),
        Request.shortened(number),
        pictures.isEmpty() ? "none is kept" : "0 to " + (pictures.size() - 1),
        "Look it up under /api/visits/" + visit.id() + "/pictures.");
  }

  private VisitStory visit(Request request) throws Problem {
    return Sight.story(house, request.caller(), Permission.LISTEN, request.part("id"));
  }

  private List<VisitPicture> pictures(VisitStory visit) throws VestibuleException {
    return House.need(house.journal, "visit journal").pictures(visit.id());
  }
}
