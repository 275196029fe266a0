// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.people.PersonId;

/**
 * Decides which lines of the audit are about a person, and takes everybody else out of them: other
 * people, and whoever of the house did something (GDPR Art. 15(4)). Immutable.
 */
final class Mask {
  private static final Pattern PSEUDONYM =
      Pattern.compile("subject-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Set<String> PEOPLE = Set.of("person", "before-person", "after-person");
  private static final Set<String> ACCOUNTS = Set.of("by", "account", "acting", "actor");
  private static final Set<String> NOBODY = Set.of("gateway", "box", "retention", "inside");

  private final PersonId person;
  private final String pseudonym;
  private final Set<String> own;

  /**
   * @param own names of the person's own accounts, as far as they are known
   */
  Mask(PersonId person, String pseudonym, Set<String> own) {
    this.person = person;
    this.pseudonym = pseudonym;
    this.own = Set.copyOf(own);
  }

  /** Returns whether a line is about the person. */
  boolean about(AuditEntry line) {
    return line.actor().contains(pseudonym)
        || own.contains(line.actor())
        || person.value().equals(line.details().get("person"))
        || line.details().values().stream().anyMatch(value -> value.contains(pseudonym));
  }

  /** Returns a line without anybody else. */
  Map<String, Object> line(AuditEntry line) {
    Map<String, String> details = new TreeMap<>();
    line.details().forEach((key, value) -> details.put(key, detail(key, value)));
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("sequence", line.sequence());
    seen.put("at", line.at().toString());
    seen.put("actor", account(line.actor()));
    seen.put("through", line.through());
    seen.put("action", line.action());
    seen.put("details", details);
    return seen;
  }

  /** Returns who did something, unless it is somebody of the house. */
  String account(String name) {
    boolean shown =
        NOBODY.contains(name)
            || own.contains(name)
            || name.equals(pseudonym)
            || name.equals(person.value())
            || name.startsWith("visit:");
    return shown ? name : "an account of this house";
  }

  private String detail(String key, String value) {
    if (ACCOUNTS.contains(key)) {
      return account(value);
    }
    if (PEOPLE.contains(key) && !value.equals(person.value()) && !value.equals(pseudonym)) {
      return "somebody else";
    }
    return PSEUDONYM
        .matcher(value)
        .replaceAll(found -> found.group().equals(pseudonym) ? pseudonym : "somebody else");
  }
}
