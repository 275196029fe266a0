// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Transcription;

/**
 * One piece of sound that is being recognised on another thread. Thread-safe.
 *
 * @param result what comes of it
 * @param abandoned whether nobody wants it any more
 * @param sound what is recognised
 */
record Attempt(Future<Transcript> result, AtomicBoolean abandoned, float[] sound) {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  /**
   * Begins.
   *
   * @throws java.util.concurrent.RejectedExecutionException when {@code threads} take nothing
   */
  static Attempt begin(ExecutorService threads, Transcription words, float[] sound, int beams) {
    AtomicBoolean abandoned = new AtomicBoolean();
    return new Attempt(
        threads.submit(() -> words.transcribe(sound, beams, abandoned::get)), abandoned, sound);
  }

  /** Ends it early. */
  void abandon() {
    abandoned.set(true);
  }

  boolean done() {
    return result.isDone();
  }

  /**
   * Waits until nothing of it runs: a lease that is closed under a running network takes the whole
   * process down.
   */
  void awaitEnd() {
    while (!result.isDone()) {
      try {
        result.get();
      } catch (ExecutionException | InterruptedException e) {
        // Whatever it was, nobody wants the text; the loop asks whether it is done.
        LOG.debug("Abandoned recognition ended with {}", e.toString());
      }
    }
  }
}
