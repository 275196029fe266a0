// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.vestibule.audio.internal.recognise.Agreement;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Transcription;
import org.vestibule.audio.internal.recognise.Voicing;

/**
 * Texts while the visitor still speaks, with spare capacity only: a thread of their own, begun only
 * while no recognition that somebody waits for is under way, given up as soon as one begins. What
 * is told is what two readings in a row agree on. Used by the hearing's thread.
 */
final class Partials implements AutoCloseable {
  private final Transcription words;
  private final Judge judge;
  private final RecogniserThreads threads;
  private final Agreement agreement = new Agreement();
  private Attempt attempt;
  private Voicing voicing;

  Partials(Transcription words, Judge judge, RecogniserThreads threads) {
    this.words = words;
    this.judge = judge;
    this.threads = threads;
  }

  /** There is more voiced sound: recognises what is there, unless something is under way. */
  void grown(Supplier<float[]> sound, Voicing heard) {
    if (attempt != null && !attempt.done() || !threads.idle()) {
      return;
    }
    try {
      attempt = Attempt.begin(threads.spare(), words, sound.get(), 1);
      voicing = heard;
    } catch (RejectedExecutionException e) {
      // Another visitor has the spare thread; the next piece of sound asks again.
      attempt = null;
    }
  }

  /** Returns what is agreed on so far, once, when it is more than before. */
  Optional<String> ready() {
    if (attempt == null || !attempt.done()) {
      return Optional.empty();
    }
    Attempt done = attempt;
    attempt = null;
    if (done.abandoned().get()) {
      return Optional.empty();
    }
    try {
      Transcript heard = done.result().get();
      return agreement.next(judge.judge(heard, voicing).text());
    } catch (ExecutionException e) {
      // A model that fails says so with the final text.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The final text is on its way: gives up what is under way. */
  void giveWay() {
    if (attempt != null) {
      attempt.abandon();
    }
  }

  /** Waits until nothing uses the model. */
  @Override
  public void close() {
    giveWay();
    settle();
  }

  /** Waits until what is under way has ended. */
  void settle() {
    if (attempt != null) {
      attempt.awaitEnd();
    }
  }
}
