// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Transcription;
import org.vestibule.audio.internal.recognise.Voicing;

/**
 * The recognition of one utterance. It begins when the speaker pauses and is thrown away when the
 * speaker goes on, so that the text is usually there when the hang-over ends. Runs on the bounded
 * executor; at most one piece of work is alive and one abandoned. Used by the hearing's thread,
 * {@link #quit()} by any.
 */
final class Recognition implements AutoCloseable {
  /** Longer than 16 utterances in a row on one slow core. */
  private static final long PATIENCE_SECONDS = 30;

  private final Transcription words;
  private final String model;
  private final int beams;
  private final Judge judge;
  private final ExecutorService executor;
  private volatile Attempt attempt;
  private Attempt before;
  private long begunNanos;

  /**
   * @param words how sound becomes words; its model outlives {@link #close()}
   * @param model the id of that model
   * @param beams 1, or more for alternatives
   */
  Recognition(Transcription words, String model, int beams, Judge judge, ExecutorService executor) {
    this.words = words;
    this.model = model;
    this.beams = beams;
    this.judge = judge;
    this.executor = executor;
  }

  /** The speaker pauses: begins already, unless abandoned work is still under way. */
  void beginEarly(float[] sound) {
    if (before == null || before.done()) {
      begunNanos = System.nanoTime();
      attempt = submit(sound);
    }
  }

  /** The utterance is over: begins unless what was begun at the pause still counts. */
  void begin(Supplier<float[]> sound) {
    if (attempt == null) {
      attempt = submit(sound.get());
    }
  }

  private Attempt submit(float[] sound) {
    try {
      return Attempt.begin(executor, words, sound, beams);
    } catch (RejectedExecutionException e) {
      // Only while the bundle stops; finish() says so.
      return null;
    }
  }

  /**
   * Returns whether what was begun at the pause is a believed text that ends as a sentence.
   *
   * @param nanos how long a text may take since {@link #beginEarly}; waits for the rest of it
   */
  boolean endsAsSentence(long nanos, Voicing voicing) {
    Attempt now = attempt;
    if (now == null) {
      return false;
    }
    try {
      long left = Math.max(0, nanos - (System.nanoTime() - begunNanos));
      String text = judge.judge(now.result().get(left, TimeUnit.NANOSECONDS), voicing).text();
      return !text.isEmpty() && ".?!".indexOf(text.charAt(text.length() - 1)) >= 0;
    } catch (ExecutionException | TimeoutException e) {
      // finish() meets the same and says what it is.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The speaker goes on: what was begun at the pause is worth nothing. */
  void abandon() {
    quit();
    before = attempt == null ? before : attempt;
    attempt = null;
  }

  /** Nobody wants the text any more; from any thread. */
  void quit() {
    Attempt now = attempt;
    if (now != null) {
      now.abandon();
    }
  }

  /**
   * Waits for the text and judges it.
   *
   * @throws VestibuleException {@code model-*}, {@code recogniser-busy} when it takes too long, or
   *     {@code recogniser-stopped}
   */
  SpeechEvent finish(Ear ear) throws VestibuleException {
    Attempt now = attempt;
    if (now == null) {
      throw stopped();
    }
    try {
      Transcript heard = now.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (now.abandoned().get()) {
        throw stopped();
      }
      return told(heard, ear);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException failed) {
        throw failed;
      }
      throw new VestibuleException(
          "recogniser-failed",
          "speech recognition",
          "an error in the recogniser",
          "a text",
          "Read the log and report it.",
          e.getCause());
    } catch (TimeoutException e) {
      throw Refusals.busy("an utterance waited " + PATIENCE_SECONDS + " s", "less");
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private SpeechEvent told(Transcript heard, Ear ear) {
    Judge.Judgement judged = judge.judge(heard, ear.voicing());
    long end = ear.endNanos();
    long encodeAt = heard.begunNanos() - end;
    return new SpeechEvent.FinalText(
        judged.text(),
        judged.confidence(),
        model,
        end,
        List.of(
            timing("hangover", 0, ear.silenceNanos()),
            timing("encode", encodeAt, heard.encodeNanos()),
            timing("decode", encodeAt + heard.encodeNanos(), heard.decodeNanos())),
        judged.alternatives(),
        judged.doubt());
  }

  /** Returns the sound that was recognised last, null for none; until this is closed. */
  float[] sound() {
    Attempt now = attempt;
    return now == null ? null : now.sound();
  }

  /** A feed faster than real time is captured later than it is heard: never before the end. */
  private static StageTiming timing(String stage, long startNanos, long nanos) {
    return new StageTiming(stage, Math.max(0, startNanos) / 1000, nanos / 1000);
  }

  /** Throws away what is under way and waits until nothing of it uses the model. */
  @Override
  public void close() {
    abandon();
    if (before != null) {
      before.awaitEnd();
    }
  }

  private static VestibuleException stopped() {
    return new VestibuleException(
        "recogniser-stopped",
        "speech recognition",
        "stopped while the visitor spoke",
        "running until the utterance is recognised",
        "Ask the visitor to ring again.");
  }
}
