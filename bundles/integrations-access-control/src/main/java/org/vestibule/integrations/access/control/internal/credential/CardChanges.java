// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.people.PersonId;

/**
 * Writes what changes: first the audit, then the disk, then the memory, so that nothing counts that
 * is not on the disk and told of. Called by one thread at a time.
 */
final class CardChanges {
  private final CardSurroundings surroundings;

  CardChanges(CardSurroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A head-end that has just told all it knows, and for how long that counts. */
  record Told(String source, Instant until) {}

  /**
   * Writes a draft.
   *
   * @param told the head-end that told it, if one did
   * @param action what the audit says; not said where no card changes
   * @throws VestibuleException {@code audit-*}, {@code vault-locked}, {@code storage-*}
   */
  void write(
      CardMemory memory,
      CardDraft draft,
      Optional<Told> told,
      String action,
      Map<String, String> details)
      throws VestibuleException {
    Map<PersonId, List<Assignment>> changes = draft.changes();
    if (changes.isEmpty() && told.isEmpty()) {
      return;
    }
    if (!changes.isEmpty()) {
      surroundings.audit().record(Acting.now().subject(), action, new TreeMap<>(details));
    }
    List<SourceHead> heads = heads(memory, draft, draft.headEnds(changes), told);
    Map<String, Long> counters = new TreeMap<>(memory.counters());
    surroundings.shelf().write(changes, heads, counters);
    memory.counters().putAll(counters);
    heads.forEach(memory::lease);
    // Who loses a card loses it before somebody else gets it.
    changes.entrySet().stream()
        .sorted((one, other) -> Integer.compare(one.getValue().size(), other.getValue().size()))
        .forEach(each -> memory.index().put(each.getKey(), each.getValue()));
    memory.tainted().removeAll(changes.keySet());
  }

  private List<SourceHead> heads(
      CardMemory memory, CardDraft draft, Set<String> changed, Optional<Told> told)
      throws VestibuleException {
    Map<String, Instant> sources = new TreeMap<>();
    for (String source : changed) {
      SourceHead head = memory.head(source);
      if (head != null) {
        sources.put(source, head.until());
      }
    }
    told.ifPresent(now -> sources.put(now.source(), now.until()));
    List<SourceHead> heads = new ArrayList<>();
    for (Map.Entry<String, Instant> each : sources.entrySet()) {
      long counter = memory.counters().getOrDefault(each.getKey(), 0L) + 1;
      heads.add(
          SourceHead.signed(
              surroundings.seal(),
              each.getKey(),
              counter,
              each.getValue(),
              draft.cardsOf(each.getKey())));
    }
    return heads;
  }
}
