// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.audio.internal.recognise.Moonshine;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Vocabulary;

/**
 * The recognition of one utterance. It begins when the speaker pauses and is thrown away when the
 * speaker goes on, so that the text is usually there when the hang-over ends. Runs on the bounded
 * executor; at most one piece of work is alive and one abandoned. Used by the hearing's thread,
 * {@link #quit()} by any.
 */
final class Recognition implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);

  /** Longer than 16 utterances in a row on one slow core. */
  private static final long PATIENCE_SECONDS = 30;

  /** Below this share of voiced chunks the sound is not a sentence. */
  private static final double LEAST_VOICED = 0.2;

  private record Attempt(Future<Transcript> result, AtomicBoolean abandoned, float[] sound) {}

  private final ModelLease lease;
  private final Vocabulary vocabulary;
  private final ExecutorService executor;
  private final double minConfidence;
  private final Consumer<ModelException> failures;
  private volatile Attempt attempt;
  private Attempt before;

  Recognition(
      ModelLease lease,
      Vocabulary vocabulary,
      ExecutorService executor,
      double minConfidence,
      Consumer<ModelException> failures) {
    this.lease = lease;
    this.vocabulary = vocabulary;
    this.executor = executor;
    this.minConfidence = minConfidence;
    this.failures = failures;
  }

  /** The speaker pauses: begins already, unless abandoned work is still under way. */
  void beginEarly(float[] sound) {
    if (before == null || before.result().isDone()) {
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
    AtomicBoolean abandoned = new AtomicBoolean();
    try {
      Future<Transcript> result =
          executor.submit(() -> new Moonshine(lease, vocabulary, abandoned::get).transcribe(sound));
      return new Attempt(result, abandoned, sound);
    } catch (RejectedExecutionException e) {
      // Only while the bundle stops; finish() says so.
      return null;
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
      now.abandoned().set(true);
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
      return judged(heard, ear);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException model) {
        throw model;
      }
      throw new VestibuleException(
          "recogniser-failed",
          "speech recognition",
          "an error in the recogniser",
          "a text",
          "Read the log and report it.",
          e.getCause());
    } catch (TimeoutException e) {
      throw Recogniser.busy("an utterance waited " + PATIENCE_SECONDS + " s", "less");
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  /** Noise must never become words: a text that is not believed is given empty. */
  private SpeechEvent judged(Transcript heard, Ear ear) {
    boolean speech = sentence(heard, ear.voicedShare());
    boolean believed = speech && heard.confidence() >= minConfidence;
    long end = ear.endNanos();
    long encodeAt = heard.begunNanos() - end;
    return new SpeechEvent.FinalText(
        believed ? heard.text() : "",
        speech ? heard.confidence() : 0,
        lease.manifest().id(),
        end,
        List.of(
            timing("hangover", 0, ear.silenceNanos()),
            timing("encode", encodeAt, heard.encodeNanos()),
            timing("decode", encodeAt + heard.encodeNanos(), heard.decodeNanos())));
  }

  /** Returns whether a text is worth believing at all. */
  static boolean sentence(Transcript heard, double voicedShare) {
    return !heard.text().isEmpty() && !heard.repeats() && voicedShare >= LEAST_VOICED;
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

  /** Tells the component that a model does not work. */
  void report(ModelException failure) {
    failures.accept(failure);
  }

  /**
   * Throws away what is under way and waits until nothing of it uses the lease: a lease that is
   * closed under a running network takes the whole process down.
   */
  @Override
  public void close() {
    abandon();
    while (before != null && !before.result().isDone()) {
      try {
        before.result().get();
      } catch (ExecutionException | InterruptedException e) {
        // Whatever it was, nobody wants the text; the loop asks whether it is done.
        LOG.debug("Abandoned recognition ended with {}", e.toString());
      }
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
