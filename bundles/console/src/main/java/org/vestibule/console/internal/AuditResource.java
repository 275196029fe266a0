// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.Pseudonyms;

/**
 * The audit's newest lines, with whoever stands behind a pseudonym for those who may see people;
 * and on demand the check of its whole chain.
 */
final class AuditResource {
  private static final int LIMIT = 100;
  private static final int MAX = 1000;

  private static final Pattern PSEUDONYM = Pattern.compile("subject-[0-9a-f-]{36}");

  private final House house;
  private final Trust trust;

  AuditResource(House house, Trust trust) {
    this.house = house;
    this.trust = trust;
  }

  void routes(Router router) {
    router.on(Permission.SEE_AUDIT, "GET", "/audit", this::read);
  }

  private Reply read(Request request) throws Problem {
    int limit = request.limit(LIMIT, MAX);
    AuditTrail trail = House.need(house.audit, "audit trail");
    Map<String, Object> body = new LinkedHashMap<>();
    if (request.flag("verify")) {
      body.put("chain", verified(trail));
    }
    long before = NextPage.after(request).orElse(Long.MAX_VALUE);
    List<AuditEntry> older =
        trail.latest(Integer.MAX_VALUE).stream()
            .filter(entry -> entry.sequence() < before)
            .limit(limit + 1L)
            .toList();
    List<AuditEntry> entries = older.subList(0, Math.min(limit, older.size()));
    body.put("entries", EventFields.plain(entries));
    if (request.caller().mayEverywhere(Permission.SEE_PEOPLE)) {
      body.put("subjects", subjects(entries));
    }
    return older.size() > limit
        ? NextPage.link(Reply.ok(body), request, entries.get(limit - 1).sequence())
        : Reply.ok(body);
  }

  /** Returns who stands behind the pseudonyms; nobody does once they were erased. */
  private Map<String, Object> subjects(List<AuditEntry> entries) {
    Pseudonyms pseudonyms = trust.pseudonyms;
    Map<String, Object> subjects = new TreeMap<>();
    if (pseudonyms != null) {
      for (AuditEntry entry : entries) {
        for (String value : entry.details().values()) {
          PSEUDONYM
              .matcher(value)
              .results()
              .map(MatchResult::group)
              .forEach(
                  found ->
                      pseudonyms
                          .whose(found)
                          .ifPresent(person -> subjects.put(found, person.value())));
        }
      }
    }
    return subjects;
  }

  private static Map<String, Object> verified(AuditTrail trail) {
    Map<String, Object> chain = new LinkedHashMap<>();
    try {
      long good = trail.verify();
      chain.put("intact", true);
      chain.put("good", good);
      trail.sealed().ifPresent(end -> chain.put("sealed", EventFields.plain(end)));
    } catch (VestibuleException e) {
      chain.put("intact", false);
      chain.put("code", e.code());
      chain.put("sentence", e.getMessage());
    }
    return chain;
  }
}
