// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Ends what has lasted long enough. A job runs it every hour, by the monotonic clock, and asks the
 * wall clock what is too old; a wall clock that jumped is noticed and deletes nothing. Thread-safe.
 */
@ProviderType
public interface Retention {
  /** Returns how long each kind is kept, and why. */
  List<Rule> rules();

  /** Runs now; failures are in the answer, in the status and in the audit. */
  Run run();

  /**
   * Returns how many of each a run would remove now; what nobody can count beforehand is missing.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  default Map<String, Integer> due() throws VestibuleException {
    return Map.of();
  }

  /** Returns the last run. */
  Optional<Run> last();

  /**
   * How long something is kept.
   *
   * @param what a {@link DataKind#label}, or {@code audit}, {@code suspended people}, {@code
   *     backups}
   * @param keep at most so long
   * @param because the profile, or the setting that shortened it
   */
  record Rule(String what, Duration keep, String because) {}

  /**
   * What a run did.
   *
   * @param removed how many of each
   * @param problems one sentence each; empty: it went well
   */
  record Run(Instant at, Map<String, Integer> removed, List<String> problems) {
    /** Copies. */
    public Run {
      removed = Map.copyOf(removed);
      problems = List.copyOf(problems);
    }
  }
}
