// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;

/** What happened at the doors, counted; without a period the last day. */
final class SummaryResource {
  private final House house;

  SummaryResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router.on(Permission.SEE_VISITS, "GET", "/summary", this::summary);
  }

  private Reply summary(Request request) throws VestibuleException {
    Instant to = moment(request, "to", Instant.now());
    Instant from = moment(request, "from", to.minus(Duration.ofDays(1)));
    return Reply.ok(
        EventFields.plain(
            House.need(house.summaries, "summaries").summarize(from, to, language(request))));
  }

  private static Instant moment(Request request, String name, Instant otherwise) throws Problem {
    String given = request.http().getParameter(name);
    if (given == null) {
      return otherwise;
    }
    try {
      return Instant.parse(given);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          "query parameter " + name,
          Request.shortened(given),
          "an instant of ISO 8601, in UTC",
          "Ask for ?" + name + "=2026-03-01T00:00:00Z");
    }
  }

  private static Locale language(Request request) {
    String given = request.http().getParameter("language");
    return given == null ? Locale.ENGLISH : Locale.forLanguageTag(given);
  }
}
