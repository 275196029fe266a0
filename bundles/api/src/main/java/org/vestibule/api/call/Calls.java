// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.visit.Conversation;

/**
 * The calls of this house. Phones ring by themselves; whoever sits before a browser asks here. A
 * caller sees and answers the calls of the units of their own person; whoever may {@link
 * org.vestibule.api.access.Permission#ANSWER_CALLS} in the whole building and is nobody's person
 * here sees those that nobody's unit is named in. Thread-safe.
 */
@ProviderType
public interface Calls {
  /** Returns what rings for this caller, or is held by them, oldest first; never blocks. */
  List<Call> of(Caller caller);

  /**
   * Answers a call: every other phone and page stops ringing.
   *
   * @param surface where from, for the audit, for example {@code browser}
   * @return the way to the visitor; closing it hangs up
   * @throws VestibuleException {@code unknown-call} (also one of somebody else), {@code
   *     call-answered} (somebody was quicker), {@code call-over}, {@code audit-*}
   */
  Conversation answer(String call, Caller caller, String surface) throws VestibuleException;

  /**
   * Stops it ringing for this caller alone; when nobody is left it goes on as if nobody had
   * answered.
   *
   * @throws VestibuleException {@code unknown-call}
   */
  void decline(String call, Caller caller) throws VestibuleException;

  /** Returns until when nothing rings at this caller's phones and pages, if that is so. */
  Optional<Instant> quietUntil(Caller caller);

  /**
   * Lets nothing ring for this caller for so long, or ring again with {@link Duration#ZERO}. What
   * is urgent rings all the same.
   *
   * @param span 0 to 24 h
   * @throws VestibuleException {@code quiet-invalid}, {@code nobody} (the caller is no person of
   *     this house), {@code storage-*}
   */
  void quiet(Caller caller, Duration span) throws VestibuleException;
}
