// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Pseudonyms;

/** What is to be written, before it has a place in the chain. */
record Fact(String actor, String through, String action, Map<String, String> details) {
  /** The details whose value is somebody's id. */
  private static final String[] PEOPLE = {"person", "resembles"};

  /** What stands where a name cannot be given because nobody knows the person any more. */
  private static final String UNKNOWN = "subject-unknown";

  private static final String PSEUDONYM = "subject-";

  /** Of the gateway by itself. */
  static Fact of(String action, Map<String, String> details) {
    return new Fact("gateway", label(Caller.Through.INSIDE), action, details);
  }

  /** What an entry tells, without its place. */
  static Fact of(AuditEntry entry) {
    return new Fact(entry.actor(), entry.through(), entry.action(), entry.details());
  }

  /** Adds who acts on this thread, and puts pseudonyms in the place of people. */
  static Fact of(
      String actor, String action, Map<String, String> details, Optional<Pseudonyms> pseudonyms) {
    Caller caller = Acting.now();
    Map<String, String> full = new TreeMap<>(details);
    if (caller.kind() != Caller.Kind.GATEWAY && !caller.subject().equals(actor)) {
      full.put("by", caller.subject());
    }
    for (String key : PEOPLE) {
      full.computeIfPresent(key, (name, person) -> pseudonym(person, pseudonyms));
    }
    return new Fact(actor, label(caller.through()), action, full);
  }

  private static String pseudonym(String person, Optional<Pseudonyms> pseudonyms) {
    if (person.startsWith(PSEUDONYM)) {
      return person;
    }
    try {
      return pseudonyms.flatMap(known -> known.of(new PersonId(person))).orElse(UNKNOWN);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static String label(Caller.Through through) {
    return through.name().toLowerCase(Locale.ROOT);
  }
}
