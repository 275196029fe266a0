// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;
import org.vestibule.store.internal.site.Site;

/** Who somebody is here, and what they agreed to. */
final class PersonPart {
  private PersonPart() {}

  /** Writes {@code person.json}. */
  static void person(CopyZip zip, Sources sources, PersonId id, String pseudonym)
      throws IOException, VestibuleException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", id.value());
    facts.put("pseudonym", pseudonym);
    Optional<Person> person = sources.people().flatMap(people -> people.person(id));
    if (person.isPresent()) {
      facts.put("name", person.get().name());
      facts.put("unit", person.get().unit());
      facts.put("doors", person.get().doors().stream().map(DoorId::value).sorted().toList());
    }
    if (sources.tenancies().isPresent()) {
      for (Tenancies.Tenancy tenancy : sources.tenancies().get().tenancies()) {
        if (tenancy.person().equals(id)) {
          facts.put("tenancy", tenancy(tenancy));
        }
      }
    }
    zip.json("person.json", facts);
  }

  private static Map<String, Object> tenancy(Tenancies.Tenancy tenancy) {
    Map<String, Object> facts = new LinkedHashMap<>();
    tenancy.lastDay().ifPresent(day -> facts.put("lastDay", day.toString()));
    tenancy.lastSeen().ifPresent(day -> facts.put("lastSeen", day.toString()));
    tenancy
        .suspended()
        .ifPresent(
            suspension -> {
              facts.put("suspendedSince", suspension.since().toString());
              facts.put("suspendedWhy", suspension.why());
            });
    tenancy.erasedAfter().ifPresent(at -> facts.put("erasedAfter", at.toString()));
    return facts;
  }

  /** Writes {@code consents.json}, with the words that were read. */
  static void consents(CopyZip zip, List<Consent> consents, Site site, Mask mask)
      throws IOException, VestibuleException {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Consent consent : consents) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", consent.id());
      line.put("purpose", consent.purpose().label());
      line.put("inForce", consent.inForce());
      line.put("givenAt", consent.givenAt().toString());
      line.put("notedBy", mask.account(consent.by()));
      line.put("channel", consent.channel().label());
      consent.signature().ifPresent(signature -> line.put("signature", signature));
      consent.withdrawnAt().ifPresent(at -> line.put("withdrawnAt", at.toString()));
      consent.withdrawnBy().ifPresent(by -> line.put("withdrawalNotedBy", mask.account(by)));
      line.put("textVersion", consent.textVersion());
      line.put("textSha256", consent.textSha256());
      line.put("language", consent.language());
      line.put("text", words(consent, site));
      lines.add(line);
    }
    zip.json("consents.json", lines);
  }

  private static String words(Consent consent, Site site) {
    return site.text(consent.textVersion(), consent.language())
        .filter(text -> text.sha256().equals(consent.textSha256()))
        .map(ConsentText::body)
        .orElse("This version no longer has these words; they are those with the hash above.");
  }
}
