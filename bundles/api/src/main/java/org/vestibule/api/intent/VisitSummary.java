// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import java.time.Instant;
import java.util.List;

/**
 * What happened at the doors in a period.
 *
 * @param from begin, included
 * @param to end, excluded
 * @param counts what was counted, each by an exact query over the audit
 * @param text for people, in whole sentences
 * @param phrasedBy who wrote the text: {@code template}, or the id of a language model
 * @param complete false when the audit no longer reaches back to {@code from}
 */
public record VisitSummary(
    Instant from, Instant to, List<Count> counts, String text, String phrasedBy, boolean complete) {
  /** Copies the list. */
  public VisitSummary {
    counts = List.copyOf(counts);
  }

  /**
   * One number.
   *
   * @param name what was counted, kebab-case, for example {@code visits} or {@code intent-delivery}
   * @param value how many
   */
  public record Count(String name, long value) {}
}
