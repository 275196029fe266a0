// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody said was wrong in a visit. It names nobody; who said so is in the audit.
 *
 * @param what what was wrong
 * @param saidAt when it was said
 * @param label what the visitor wanted, as a label of triage; empty where that is not the question
 */
public record VisitCorrection(What what, Instant saidAt, Optional<String> label) {
  /** How long a label is at most. */
  public static final int LONGEST = 100;

  /** What can be wrong. */
  public enum What {
    /** The visitor was taken for somebody else. */
    NOT_THIS_PERSON,
    /** The visitor wanted something else. */
    WRONG_INTENT;

    /** Returns it as it is written down. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Refuses a label that is too long. */
  public VisitCorrection {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(saidAt, "saidAt");
    if (label.orElse("").length() > LONGEST) {
      throw new IllegalArgumentException("a label of more than " + LONGEST + " characters");
    }
  }
}
