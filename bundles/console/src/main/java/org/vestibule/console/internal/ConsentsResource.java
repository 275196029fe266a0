// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.people.PersonId;

/** The consent ledger, for whoever keeps it for others. */
final class ConsentsResource {
  private final House house;
  private final Trust trust;

  ConsentsResource(House house, Trust trust) {
    this.house = house;
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_CONSENTS, "GET", "/consent-texts", request -> texts())
        .within(Permission.SEE_CONSENTS, "GET", "/people/{id}/consents", this::list)
        .within(Permission.RECORD_CONSENT, "POST", "/people/{id}/consents", this::grant)
        .within(
            Permission.RECORD_CONSENT, "DELETE", "/people/{id}/consents/{purpose}", this::withdraw);
  }

  private ConsentLedger ledger() throws Problem {
    return House.need(trust.consents, "consent ledger");
  }

  private Reply texts() throws Problem {
    return Reply.ok(ConsentViews.texts(ledger().texts()));
  }

  private Reply list(Request request) throws VestibuleException {
    PersonId person = person(request, Permission.SEE_CONSENTS);
    boolean signed = request.caller().may(Permission.SEE_PEOPLE);
    return Reply.ok(
        ledger().of(person).stream().map(line -> ConsentViews.plain(line, signed)).toList());
  }

  /**
   * Consent may come before enrolment: whoever holds the whole building may note it for anybody.
   */
  private Reply grant(Request request) throws VestibuleException {
    PersonId person = person(request, Permission.RECORD_CONSENT);
    ConsentViews.Form form = request.body(ConsentViews.Form.class, Json.SMALL);
    return Reply.created(
        ConsentViews.plain(ledger().grant(form.wish(person, channel(form.channel()))), true));
  }

  private Reply withdraw(Request request) throws VestibuleException {
    PersonId person = person(request, Permission.RECORD_CONSENT);
    boolean had = ledger().withdraw(person, ConsentViews.purpose(request.part("purpose")));
    return Reply.ok(Map.of("withdrawn", had));
  }

  private PersonId person(Request request, Permission permission) throws Problem {
    return Sight.person(house, request.caller(), permission, request.part("id"));
  }

  /** Nobody agrees in the name of somebody else's account. */
  private static ConsentWish.Channel channel(String label) throws Problem {
    for (ConsentWish.Channel channel : ConsentWish.Channel.values()) {
      if (channel != ConsentWish.Channel.OWN_ACCOUNT && channel.label().equals(label)) {
        return channel;
      }
    }
    throw Problem.invalid(
        "channel",
        label == null ? "none" : Request.shortened(label),
        "paper or e-signature; own-account under /api/me/consents only",
        "Say how consent was given.");
  }
}
