// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.RightsDesk;

/** Rules and schedules as they are configured; groups, codes and where people are. */
final class RightsResource {
  /** A code for step-up, digits. */
  record Code(char[] code) {}

  private final House house;
  private final Entrance entrance;

  RightsResource(House house, Entrance entrance) {
    this.house = house;
    this.entrance = entrance;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_RIGHTS, "GET", "/rules", request -> rules())
        .on(Permission.SEE_RIGHTS, "GET", "/schedules", request -> schedules())
        .on(Permission.SEE_RIGHTS, "GET", "/groups", request -> groups())
        .on(Permission.CHANGE_RIGHTS, "PUT", "/groups/{group}/members/{person}", this::join)
        .on(Permission.CHANGE_RIGHTS, "DELETE", "/groups/{group}/members/{person}", this::leave)
        .within(Permission.CHANGE_RIGHTS, "PUT", "/people/{id}/code", this::setCode)
        .within(Permission.CHANGE_RIGHTS, "DELETE", "/people/{id}/code", this::clearCode)
        .within(Permission.CHANGE_RIGHTS, "POST", "/people/{id}/forgive", this::forgive);
  }

  private RightsDesk desk() throws Problem {
    return House.need(entrance.desk, "rights");
  }

  private PersonId person(Request request, String part) throws Problem {
    return Sight.person(house, request.caller(), Permission.CHANGE_RIGHTS, request.part(part));
  }

  private Reply rules() throws Problem {
    return Reply.ok(EventFields.plain(desk().rules()));
  }

  private Reply schedules() throws Problem {
    return Reply.ok(EventFields.plain(desk().schedules()));
  }

  private Reply groups() throws Problem {
    return Reply.ok(EventFields.plain(new TreeMap<>(desk().groups())));
  }

  private Reply join(Request request) throws VestibuleException {
    desk().join(request.part("group"), person(request, "person"));
    return Reply.noContent();
  }

  private Reply leave(Request request) throws VestibuleException {
    desk().leave(request.part("group"), person(request, "person"));
    return Reply.noContent();
  }

  private Reply setCode(Request request) throws VestibuleException {
    PersonId person = person(request, "id");
    char[] code = request.body(Code.class, Json.SMALL).code();
    AccountsResource.required("code", code);
    try {
      desk().setCode(person, code);
    } finally {
      AccountsResource.wipe(code);
    }
    return Reply.noContent();
  }

  private Reply clearCode(Request request) throws VestibuleException {
    desk().clearCode(person(request, "id"));
    return Reply.noContent();
  }

  private Reply forgive(Request request) throws VestibuleException {
    desk().forgive(person(request, "id"));
    return Reply.noContent();
  }
}
