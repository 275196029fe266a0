// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/**
 * Puts counts into words, for example with a language model; a feature of its own that is off by
 * default. It is given names and numbers, and never what a visitor said. What it returns is read by
 * people only.
 */
@ConsumerType
public interface SummaryPhraser {
  /** The name that stands for the period in a text. */
  String PERIOD = "period";

  /** Returns the id of what phrases, for example of a language model. */
  String id();

  /**
   * Phrases.
   *
   * @param counts all that shall be told
   * @return a text in which each count stands once as its name in braces, for example {@code
   *     {intent-delivery}}, and the period as {@code {period}}; the house puts the numbers there
   *     itself, and does not use a text that has other numbers or leaves one out
   * @throws VestibuleException {@code phrasing-failed}, {@code phrasing-refused}, {@code
   *     phrasing-timeout}
   */
  String phrase(List<VisitSummary.Count> counts, Locale language) throws VestibuleException;
}
