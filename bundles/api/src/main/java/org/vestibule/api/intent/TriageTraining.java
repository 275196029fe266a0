// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * Teaches triage on this gateway. The head is trained from all sentences anew, deterministically: a
 * withdrawn utterance leaves exactly the head that never saw it. Every change is audited, without
 * the words. Thread-safe.
 */
@ProviderType
public interface TriageTraining {
  /** Returns every label, the ones that came along first. */
  List<TriageLabel> labels();

  /**
   * Makes a label of the site, or renames it.
   *
   * @throws VestibuleException {@code label-invalid}, {@code too-many-labels}, {@code audit-*}
   */
  TriageLabel define(String name, String title, Intent intent, String by) throws VestibuleException;

  /**
   * Removes a label of the site with all that was taught for it.
   *
   * @throws VestibuleException {@code unknown-label}, {@code audit-*}
   */
  void remove(String name, String by) throws VestibuleException;

  /**
   * Teaches an utterance; {@link #train} lets it count.
   *
   * @throws VestibuleException {@code unknown-label}, {@code utterance-invalid}, {@code
   *     utterance-known}, {@code too-many-utterances}, {@code audit-*}
   */
  TaughtUtterance teach(String label, String text, String by) throws VestibuleException;

  /**
   * Teaches somebody's words, with their consent to {@link
   * org.vestibule.api.consent.Purpose#TRAINING}; they are withdrawn with it.
   *
   * @throws VestibuleException as {@link #teach}, {@code consent-missing}, {@code unknown-person}
   */
  TaughtUtterance teach(String label, String text, PersonId person, String by)
      throws VestibuleException;

  /**
   * Withdraws an utterance and trains at once, so that the head that serves never saw it.
   *
   * @throws VestibuleException {@code unknown-utterance}, {@code audit-*}, {@code model-*}
   */
  void withdraw(String id, String by) throws VestibuleException;

  /** Returns what was taught, the newest first. */
  List<TaughtUtterance> taught();

  /**
   * Trains a head from what came along and what was taught, lays it out as a pack of its own and
   * lets it serve. Takes seconds.
   *
   * @return the id of the pack
   * @throws VestibuleException {@code model-*}, {@code training-running}, {@code audit-*}
   */
  String train(String by) throws VestibuleException;

  /** Returns what is being done now, one sentence; empty when nothing is. */
  String progress();
}
