// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
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
    Instant to = request.moment("to").orElseGet(Instant::now);
    Instant from = request.moment("from").orElse(to.minus(Duration.ofDays(1)));
    return Reply.ok(
        EventFields.plain(
            House.need(house.summaries, "summaries").summarize(from, to, language(request))));
  }

  private static Locale language(Request request) {
    String given = request.http().getParameter("language");
    return given == null ? Locale.ENGLISH : Locale.forLanguageTag(given);
  }
}
