// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.Pass;
import org.vestibule.api.rights.PassWish;
import org.vestibule.api.rights.RightsDesk;

/** The passes of visitors. A pass's number and picture are in the answer that gives it, only. */
final class PassesResource {
  /** A pass that is wanted; times are of ISO 8601. */
  record Form(
      String host, String label, List<String> doors, String from, String until, Integer uses) {}

  private final House house;
  private final Entrance entrance;

  PassesResource(House house, Entrance entrance) {
    this.house = house;
    this.entrance = entrance;
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_RIGHTS, "GET", "/passes", this::list)
        .within(Permission.CHANGE_RIGHTS, "POST", "/passes", this::issue)
        .within(Permission.CHANGE_RIGHTS, "DELETE", "/passes/{id}", this::revoke);
  }

  private Reply list(Request request) throws Problem {
    return Reply.ok(
        desk().passes().stream()
            .filter(pass -> reaches(request, Permission.SEE_RIGHTS, pass))
            .map(EventFields::plain)
            .toList());
  }

  private Reply issue(Request request) throws VestibuleException {
    Form form = request.body(Form.class, Json.SMALL);
    AccountsResource.required("host", form.host());
    AccountsResource.required("doors", form.doors());
    PersonId host = Sight.person(house, request.caller(), Permission.CHANGE_RIGHTS, form.host());
    PassWish wish =
        new PassWish(
            host,
            Optional.ofNullable(form.label()).orElse(""),
            DoorsResource.doors(form.doors()),
            time("from", Optional.ofNullable(form.from()).orElse(Instant.now().toString())),
            time("until", form.until()),
            Optional.ofNullable(form.uses()).orElse(1));
    RightsDesk.IssuedPass issued = desk().issue(wish);
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("pass", EventFields.plain(issued.pass()));
    plain.put("number", issued.number());
    plain.put("picture", issued.picture());
    plain.put("svg", QrPicture.svg(issued.picture()));
    return Reply.created(plain);
  }

  private Reply revoke(Request request) throws VestibuleException {
    String id = request.part("id");
    Pass pass =
        desk().passes().stream()
            .filter(one -> one.id().equals(id) && reaches(request, Permission.CHANGE_RIGHTS, one))
            .findFirst()
            .orElseThrow(
                () ->
                    new Problem(
                        404,
                        "unknown-pass",
                        "pass",
                        Request.shortened(id),
                        "a pass listed under /api/passes",
                        "Check the spelling."));
    desk().revoke(pass.id());
    return Reply.noContent();
  }

  private RightsDesk desk() throws Problem {
    return House.need(entrance.desk, "rights");
  }

  private static boolean reaches(Request request, Permission permission, Pass pass) {
    return pass.doors().stream().allMatch(door -> request.caller().may(permission, door));
  }

  private static Instant time(String name, String given) throws Problem {
    try {
      return Instant.parse(given == null ? "" : given);
    } catch (DateTimeException e) {
      throw Problem.invalid(
          name,
          given == null ? "none" : Request.shortened(given),
          "a moment of ISO 8601",
          "For example 2026-03-31T18:00:00Z.");
    }
  }
}
