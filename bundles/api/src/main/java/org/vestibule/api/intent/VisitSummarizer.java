// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import java.time.Instant;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/** Says what happened at the doors. Thread-safe; reads, and changes nothing. */
@ProviderType
public interface VisitSummarizer {
  /**
   * Summarises a period of at most 366 days.
   *
   * @throws VestibuleException {@code period-invalid}, {@code audit-*}
   */
  VisitSummary summarize(Instant from, Instant to, Locale language) throws VestibuleException;
}
