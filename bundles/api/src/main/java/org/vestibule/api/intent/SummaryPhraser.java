// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/**
 * Puts counts into words, for example with a language model; a feature of its own that is off by
 * default. It is given numbers and never what a visitor said. What it returns is read by people
 * only, and used only if its numbers are the given ones.
 */
@ConsumerType
public interface SummaryPhraser {
  /** Returns the id of what phrases, for example of a language model. */
  String id();

  /**
   * Phrases.
   *
   * @throws VestibuleException {@code phrasing-failed}, {@code phrasing-refused}, {@code
   *     phrasing-timeout}
   */
  String phrase(List<VisitSummary.Count> counts, String period, Locale language)
      throws VestibuleException;
}
