// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/** Sorts what visitors say. Thread-safe. */
@ProviderType
public interface VisitorTriage {
  /**
   * Sorts one utterance.
   *
   * @param utterance the transcript, at most 2,000 characters are read; empty gives UNCLEAR
   * @throws VestibuleException {@code model-*} when no model serves
   */
  Triage triage(String utterance) throws VestibuleException;
}
