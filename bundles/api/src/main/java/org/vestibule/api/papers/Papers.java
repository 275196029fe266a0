// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.papers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Papers from wiring: what is installed and configured, as the law wants it written down. They are
 * drafts for a person, and no advice. Thread-safe.
 */
@ProviderType
public interface Papers {
  /** Makes a paper from what holds now. */
  Paper paper(Kind kind, String language) throws VestibuleException;

  /** Returns what has changed since the papers were signed off; empty: nothing. */
  List<Drift> drift();

  /**
   * Signs everything off as it is now: the drift ends.
   *
   * @param note what whoever signs wants to say, at most 500 characters
   * @throws VestibuleException {@code papers-changed} (not what was shown), {@code vault-locked},
   *     {@code audit-*}
   */
  SignOff signOff(String digest, String note) throws VestibuleException;

  /** Returns the last sign-off. */
  Optional<SignOff> lastSignOff();

  /** The papers. */
  enum Kind {
    /** GDPR Art. 30. */
    RECORD_OF_PROCESSING,
    /** GDPR Art. 35, draft. */
    IMPACT_ASSESSMENT,
    /** GDPR Art. 13, for the door. */
    NOTICE,
    /** BIPA section 15(a), and for everyone else. */
    POLICY
  }

  /**
   * A paper.
   *
   * @param markdown for people
   * @param json the same facts for machines
   * @param digest SHA-256 over the facts that all papers rest on: the same wiring, the same digest
   */
  record Paper(Kind kind, String language, String markdown, String json, String digest) {}

  /** One change since the sign-off, for example a bundle that added a sink. */
  record Drift(String code, String sentence, Instant since) {}

  /** A sign-off. */
  record SignOff(String digest, String by, Instant at, String note) {}
}
