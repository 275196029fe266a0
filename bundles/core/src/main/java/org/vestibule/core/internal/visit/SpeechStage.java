// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * Listens to one utterance. A recogniser gets a view of it; when it goes, the next one gets a view
 * from the start. Used by one thread; the deadline is read by others.
 */
final class SpeechStage implements Callable<SpeechStage.Heard> {
  /**
   * How listening ended.
   *
   * @param last {@code FinalText} or {@code NoSpeech}
   * @param startNanos when somebody began to speak, or when listening began
   */
  record Heard(SpeechEvent last, long startNanos, long endNanos) {}

  private static final Logger LOG = LoggerFactory.getLogger(SpeechStage.class);
  private static final Duration SLICE = Duration.ofMillis(20);
  private static final long FAREWELL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** One recogniser at work. Its events come on its own thread. */
  private final class Attempt {
    private final SpeechRecognizer recognizer;
    private volatile SpeechEvent last;
    private volatile long speechNanos;
    private Hearing hearing;
    private long goneNanos;

    Attempt(SpeechRecognizer recognizer) {
      this.recognizer = recognizer;
    }

    void on(SpeechEvent event) {
      if (event instanceof SpeechEvent.SpeechStarted started) {
        speechNanos = started.atNanos();
      } else if (event instanceof SpeechEvent.PartialText
          || event instanceof SpeechEvent.CommandHeard) {
        early.on(event);
      } else {
        last = event;
        news.release();
      }
    }

    /** Returns whether the recogniser went so long ago that its answer no longer comes. */
    boolean lost() {
      if (rooms.speech.isCurrent(recognizer)) {
        return false;
      }
      long now = System.nanoTime();
      goneNanos = goneNanos == 0 ? now : goneNanos;
      return now - goneNanos > FAREWELL_NANOS;
    }

    void stop() {
      try {
        if (hearing != null) {
          hearing.stop();
        }
      } catch (RuntimeException | LinkageError e) {
        LOG.debug("A recogniser that went could not be stopped", e);
      }
    }
  }

  private final Rooms rooms;
  private final CoreSettings settings;
  private final VisitSound voice;
  private final SpeechWish wish;
  private final SpeechListener early;
  private final Deadline deadline;
  private final Semaphore news = new Semaphore(0);
  private long retryUntil;

  /**
   * @param early told what comes before the last event: partial texts and a command
   */
  SpeechStage(
      Rooms rooms, CoreSettings settings, VisitSound voice, SpeechWish wish, SpeechListener early) {
    this.rooms = rooms;
    this.settings = settings;
    this.voice = voice;
    this.wish = wish;
    this.early = early;
    this.deadline =
        new Deadline(System.nanoTime(), wish.limit().plus(settings.millis(CoreKey.SPEECH_ANSWER)));
  }

  long leftNanos() {
    return deadline.left(System.nanoTime());
  }

  @Override
  public Heard call() throws Exception {
    long start = System.nanoTime();
    Attempt attempt = null;
    SharedSound sound = voice.utterance(wish.limit());
    try {
      while (!Thread.interrupted()) {
        attempt = attempt == null ? begin(sound) : attempt;
        news.tryAcquire(SLICE.toMillis(), TimeUnit.MILLISECONDS);
        if (sound.failure() != null) {
          throw new IllegalStateException(Why.of(sound.failure()));
        }
        SpeechEvent last = attempt == null ? null : attempt.last;
        if (last instanceof SpeechEvent.SpeechFailed failed) {
          VestibuleException failure = failure(failed);
          if (!mayRepeat(attempt.recognizer, failure)) {
            throw failure;
          }
          attempt = null;
        } else if (last != null) {
          rooms.speech.good();
          long from = attempt.speechNanos == 0 ? start : attempt.speechNanos;
          return new Heard(last, from, System.nanoTime());
        } else if (attempt != null && attempt.lost()) {
          attempt.stop();
          attempt = null;
        }
      }
      throw new InterruptedException("listening was given up");
    } finally {
      sound.end();
      if (attempt != null && attempt.last == null) {
        attempt.stop();
      }
    }
  }

  private Attempt begin(SharedSound sound) throws Exception {
    Optional<SpeechRecognizer> recognizer = rooms.speech.now();
    if (recognizer.isEmpty()) {
      if (!rooms.speech.expected(settings.millis(CoreKey.REPLACEMENT))) {
        throw rooms.speech.empty();
      }
      deadline.extend(SLICE.toNanos());
      return null;
    }
    Attempt attempt = new Attempt(recognizer.get());
    try {
      attempt.hearing = recognizer.get().listen(sound.fromStart(), wish, attempt::on);
      return attempt;
    } catch (Exception | LinkageError e) {
      if (!mayRepeat(recognizer.get(), e)) {
        throw e;
      }
      return null;
    }
  }

  private boolean mayRepeat(SpeechRecognizer recognizer, Throwable failure) {
    long now = System.nanoTime();
    retryUntil =
        retryUntil == 0 ? now + settings.millis(CoreKey.REPLACEMENT).toNanos() : retryUntil;
    boolean worth = rooms.speech.worthAnother(recognizer, failure);
    if (worth && now - retryUntil >= 0) {
      rooms.speech.wornOut(recognizer);
      return false;
    }
    return worth;
  }

  private static VestibuleException failure(SpeechEvent.SpeechFailed failed) {
    return new VestibuleException(
        failed.code(), "speech", failed.sentence(), "an utterance", "See the status of audio");
  }
}
