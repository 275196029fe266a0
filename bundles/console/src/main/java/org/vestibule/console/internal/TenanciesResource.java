// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;

/** Who still lives here: last days, suspensions, and the landlord's list. */
final class TenanciesResource {
  /** The last day of a tenancy as YYYY-MM-DD, or none. */
  record LastDay(String lastDay) {}

  /** Why somebody is suspended. */
  record Why(String why) {}

  /** The landlord's list of everybody who lives here. */
  record Feed(List<String> people, int mostLeaving) {}

  private final House house;
  private final Trust trust;

  TenanciesResource(House house, Trust trust) {
    this.house = house;
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_PEOPLE, "GET", "/tenancies", request -> list())
        .on(Permission.ENROL, "POST", "/tenancies/present", this::present)
        .within(Permission.ENROL, "PUT", "/people/{id}/tenancy", this::endsOn)
        .within(Permission.ENROL, "POST", "/people/{id}/suspend", this::suspend)
        .within(Permission.ENROL, "POST", "/people/{id}/resume", this::resume);
  }

  private Tenancies tenancies() throws Problem {
    return House.need(trust.tenancies, "tenancies");
  }

  private PersonId person(Request request) throws Problem {
    return Sight.person(house, request.caller(), Permission.ENROL, request.part("id"));
  }

  private Reply list() throws VestibuleException {
    return Reply.ok(EventFields.plain(tenancies().tenancies()));
  }

  private Reply endsOn(Request request) throws VestibuleException {
    PersonId person = person(request);
    LastDay form = request.body(LastDay.class, Json.SMALL);
    try {
      tenancies().endsOn(person, Optional.ofNullable(form.lastDay()).map(LocalDate::parse));
      return Reply.noContent();
    } catch (DateTimeException e) {
      throw Problem.invalid(
          "lastDay",
          Request.shortened(form.lastDay()),
          "a day as YYYY-MM-DD, or null",
          "For example 2026-03-31.");
    }
  }

  private Reply suspend(Request request) throws VestibuleException {
    PersonId person = person(request);
    String why = request.body(Why.class, Json.SMALL).why();
    if (why == null || !why.matches("[a-z][a-z0-9-]{0,62}")) {
      throw Problem.invalid(
          "why",
          why == null ? "none" : Request.shortened(why),
          "1 to 63 of a-z, 0-9 and '-'",
          "For example moved-out.");
    }
    tenancies().suspend(person, why);
    return Reply.noContent();
  }

  private Reply resume(Request request) throws VestibuleException {
    tenancies().resume(person(request));
    return Reply.noContent();
  }

  private Reply present(Request request) throws VestibuleException {
    Feed feed = request.body(Feed.class, Json.FEED);
    try {
      AccountsResource.required("people", feed.people());
      Set<PersonId> present =
          feed.people().stream().map(PersonId::new).collect(Collectors.toUnmodifiableSet());
      List<PersonId> suspended = tenancies().present(present, feed.mostLeaving());
      return Reply.ok(Map.of("suspended", suspended.stream().map(PersonId::value).toList()));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw Problem.invalid(
          "people", "another form", "1 to 63 of a-z, 0-9 and '-' each", "For example ada-brandt.");
    }
  }
}
