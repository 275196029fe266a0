// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PersonId;

/** Cards: whose they are. A card's number is never shown again after it was entered. */
final class CardsResource {
  /** A card for a person. */
  record Form(String panel, String format, Long facility, Long number, String until) {}

  private final House house;
  private final Entrance entrance;

  CardsResource(House house, Entrance entrance) {
    this.house = house;
    this.entrance = entrance;
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_RIGHTS, "GET", "/people/{id}/cards", this::list)
        .within(Permission.CHANGE_RIGHTS, "POST", "/people/{id}/cards", this::assign)
        .within(Permission.CHANGE_RIGHTS, "DELETE", "/people/{id}/cards/{panel}", this::withdraw)
        .on(Permission.CHANGE_RIGHTS, "POST", "/cards/import", this::importTable);
  }

  private Credentials cards() throws Problem {
    return House.need(entrance.credentials, "cards");
  }

  private Reply list(Request request) throws VestibuleException {
    PersonId person =
        Sight.person(house, request.caller(), Permission.SEE_RIGHTS, request.part("id"));
    List<Map<String, String>> shown =
        cards().of(person).stream().map(CardsResource::shown).toList();
    return Reply.ok(shown);
  }

  private static Map<String, String> shown(Assignment card) {
    return Map.of(
        "panel", card.panel(),
        "format", card.card().format(),
        "source", card.source(),
        "until", card.until().map(Instant::toString).orElse(""));
  }

  private Reply assign(Request request) throws VestibuleException {
    PersonId person =
        Sight.person(house, request.caller(), Permission.CHANGE_RIGHTS, request.part("id"));
    Form form = request.body(Form.class, Json.SMALL);
    AccountsResource.required("format", form.format());
    AccountsResource.required("number", form.number());
    cards()
        .assign(
            new Assignment(
                person,
                Optional.ofNullable(form.panel()).orElse(Credentials.ANY_PANEL),
                card(form),
                Credentials.BY_HAND,
                until(form.until())));
    return Reply.noContent();
  }

  private static Card card(Form form) throws Problem {
    try {
      return new Card(
          form.format(), Optional.ofNullable(form.facility()).orElse(0L), form.number());
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("facility or number", "below 0", "0 or more", "See the card's paper.");
    }
  }

  private static Optional<Instant> until(String given) throws Problem {
    try {
      return Optional.ofNullable(given).map(Instant::parse);
    } catch (DateTimeException e) {
      throw Problem.invalid(
          "until",
          Request.shortened(given),
          "a moment of ISO 8601, or none",
          "For example 2026-12-31T23:00:00Z.");
    }
  }

  private Reply withdraw(Request request) throws VestibuleException {
    PersonId person =
        Sight.person(house, request.caller(), Permission.CHANGE_RIGHTS, request.part("id"));
    int gone = cards().withdraw(person, Optional.of(request.part("panel")));
    return Reply.ok(Map.of("withdrawn", gone));
  }

  private Reply importTable(Request request) throws VestibuleException {
    String type = Optional.ofNullable(request.http().getContentType()).orElse("none");
    if (!type.toLowerCase(java.util.Locale.ROOT).startsWith("text/csv")) {
      throw new Problem(
          415, "type-unsupported", "Content-Type", Request.shortened(type), "text/csv", "Set it.");
    }
    try {
      return Reply.ok(
          EventFields.plain(
              cards().importTable(request.http().getInputStream(), request.flag("dryRun"))));
    } catch (IOException e) {
      throw new Problem(
          400, "body-unreadable", "body", "it broke off", "a whole table", "Send it again.", e);
    }
  }
}
