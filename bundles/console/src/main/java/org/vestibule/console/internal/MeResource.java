// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;

/** What concerns oneself: one's data, consents, copy and erasure (GDPR Art. 7, 15, 17, 20). */
final class MeResource {
  private static final String WHY = "erasure-requested";

  private final House house;
  private final Trust trust;

  MeResource(House house, Trust trust) {
    this.house = house;
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .within(Permission.OWN_DATA, "GET", "/me", this::show)
        .within(Permission.OWN_DATA, "GET", "/me/consent-texts", request -> texts())
        .within(Permission.OWN_DATA, "POST", "/me/consents", this::grant)
        .within(Permission.OWN_DATA, "DELETE", "/me/consents/{purpose}", this::withdraw)
        .within(Permission.OWN_DATA, "GET", "/me/copy", this::copy)
        .within(Permission.OWN_DATA, "POST", "/me/erasure", this::erase);
  }

  private ConsentLedger ledger() throws Problem {
    return House.need(trust.consents, "consent ledger");
  }

  private static PersonId me(Request request) throws Problem {
    return request
        .caller()
        .person()
        .orElseThrow(
            () ->
                new Problem(
                    404,
                    "unknown-person",
                    "person",
                    "an account that belongs to nobody in the people directory",
                    "an account of a person",
                    "Ask the manager to connect the account with you."));
  }

  private Reply show(Request request) throws VestibuleException {
    PersonId me = me(request);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", me.value());
    PeopleDirectory people = house.people;
    Optional<Person> person = people == null ? Optional.empty() : people.person(me);
    person.ifPresent(
        found -> body.put("person", PeopleResource.plain(found, people.templates(me).size())));
    body.put(
        "consents", ledger().of(me).stream().map(line -> ConsentViews.plain(line, true)).toList());
    return Reply.ok(body);
  }

  private Reply texts() throws Problem {
    return Reply.ok(ConsentViews.texts(ledger().texts()));
  }

  private Reply grant(Request request) throws VestibuleException {
    PersonId me = me(request);
    ConsentViews.Form form = request.body(ConsentViews.Form.class, Json.SMALL);
    return Reply.created(
        ConsentViews.plain(ledger().grant(form.wish(me, ConsentWish.Channel.OWN_ACCOUNT)), true));
  }

  private Reply withdraw(Request request) throws VestibuleException {
    boolean had = ledger().withdraw(me(request), ConsentViews.purpose(request.part("purpose")));
    return Reply.ok(Map.of("withdrawn", had));
  }

  private Reply copy(Request request) throws VestibuleException {
    return CopyResource.write(trust, me(request), request.response());
  }

  /**
   * Suspends oneself: every way in ends now, and erasure follows after the delay of the site's
   * profile, in which a stolen session can still be undone.
   */
  private Reply erase(Request request) throws VestibuleException {
    PersonId me = me(request);
    Tenancies tenancies = House.need(trust.tenancies, "tenancies");
    tenancies.suspend(me, WHY);
    List<Object> own =
        tenancies.tenancies().stream()
            .filter(tenancy -> tenancy.person().equals(me))
            .map(EventFields::plain)
            .toList();
    return new Reply(202, Map.of("tenancy", own), Map.of());
  }
}
