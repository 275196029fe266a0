// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.audio.internal.recognise.Moonshine;
import org.vestibule.audio.internal.recognise.Vocabularies;
import org.vestibule.audio.internal.recognise.Vocabulary;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/**
 * The threads and the hearings. Each hearing has a thread that waits for its feed; recognition has
 * half the cores and no more, so that one loud visitor does not slow the doors. Thread-safe.
 */
final class Recogniser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recogniser.class);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final long STOP_SECONDS = 5;

  private final Vocabularies vocabularies = new Vocabularies();
  private final SpeechTrials trials = new SpeechTrials(vocabularies);
  private final Set<Listening> hearings = ConcurrentHashMap.newKeySet();
  private final AtomicInteger taken = new AtomicInteger();
  private final Consumer<ModelException> failures;

  // Twice the hearings: a slow listener or a draining lease holds its thread, not its place.
  private final ExecutorService readers =
      new ThreadPoolExecutor(
          0,
          2 * Settings.MOST_CONCURRENT,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          named("vestibule-audio-hearing"));
  private final ExecutorService recognition;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, named("vestibule-audio-clock"));

  /**
   * @param failures told of models that fail while a visitor speaks
   */
  Recogniser(Consumer<ModelException> failures) {
    this.failures = failures;
    clock.setRemoveOnCancelPolicy(true);
    int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    recognition =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(4 * Settings.MOST_CONCURRENT),
            named("vestibule-audio-recognition"));
  }

  /** See {@link org.vestibule.api.speech.SpeechRecognizer#listen}. Closes the feed in any case. */
  Hearing listen(
      ModelStore store, Settings settings, AudioFeed feed, SpeechWish wish, SpeechListener listener)
      throws VestibuleException {
    if (taken.incrementAndGet() > settings.maxConcurrent()) {
      taken.decrementAndGet();
      close(feed);
      throw busy(settings.maxConcurrent() + " hearings under way", "maxConcurrent of them");
    }
    Leases leases = null;
    try {
      check(wish.limit());
      leases = Leases.take(store);
      leases.check(wish.language());
      return start(store, leases, settings, feed, wish, listener);
    } catch (VestibuleException | RuntimeException e) {
      taken.decrementAndGet();
      if (leases != null) {
        leases.close();
      }
      close(feed);
      throw e;
    }
  }

  private Hearing start(
      ModelStore store,
      Leases leases,
      Settings settings,
      AudioFeed feed,
      SpeechWish wish,
      SpeechListener listener)
      throws VestibuleException {
    Recognition text =
        new Recognition(
            leases.speech(),
            vocabularies.of(leases.speech()),
            recognition,
            settings.minConfidence(),
            failures);
    VoiceActivity voice = new VoiceActivity(leases.voice());
    Listening hearing = new Listening(feed, wish, listener, settings, voice, text);
    hearings.add(hearing);
    try {
      readers.execute(
          () ->
              run(hearing, feed, wish.limit(), text, leases)
                  .ifPresent(heard -> trials.offer(store, settings, heard)));
      return hearing;
    } catch (RejectedExecutionException e) {
      hearings.remove(hearing);
      throw busy("no thread is free", (2 * Settings.MOST_CONCURRENT) + " threads");
    }
  }

  /** Returns what was heard; by then the leases are given back. */
  private Optional<SpeechTrials.Heard> run(
      Listening hearing, AudioFeed feed, Duration limit, Recognition text, Leases leases) {
    ScheduledFuture<?> alarm =
        clock.schedule(hearing::overdue, limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    // Closed from the last to the first: the leases only when nothing runs on them any more.
    try (leases;
        text) {
      SpeechEvent last;
      try {
        last = hearing.hear();
      } finally {
        alarm.cancel(false);
        hearings.remove(hearing);
        close(feed);
        // The place is free before the listener hears the end: it may listen again at once.
        taken.decrementAndGet();
      }
      hearing.tell(last);
      return last instanceof SpeechEvent.FinalText said
          ? Optional.of(hearing.heard(said, leases.voice().manifest().id()))
          : Optional.empty();
    }
  }

  /**
   * Runs both models once, on a second of sound: a session that was never used answers late.
   *
   * @return the ids of the models, for people
   */
  String warmUp(ModelStore store) throws ModelException {
    try (Leases leases = Leases.take(store)) {
      new VoiceActivity(leases.voice()).probability(new float[VoiceActivity.CHUNK]);
      float[] tone = new float[Resampler.RATE];
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (float) (0.1 * Math.sin(2 * Math.PI * 440 * i / Resampler.RATE));
      }
      Vocabulary vocabulary = vocabularies.of(leases.speech());
      new Moonshine(leases.speech(), vocabulary, () -> false).transcribe(tone);
      return leases.voice().manifest().id() + " and " + leases.speech().manifest().id();
    }
  }

  /** Runs slow work where recognition runs; nothing happens once this is closed. */
  void inBackground(Runnable work, Duration delay) {
    try {
      clock.schedule(() -> recognition.execute(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed before background work could begin");
    }
  }

  /** Ends every hearing and waits for the threads, bounded. */
  @Override
  public void close() {
    readers.shutdown();
    hearings.forEach(Listening::quit);
    await(readers);
    clock.shutdownNow();
    recognition.shutdown();
    await(recognition);
  }

  private static void await(ExecutorService threads) {
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Threads of speech recognition did not end in {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AudioFeed feed) {
    try {
      feed.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A door station's sound could not be closed", e);
    }
  }

  private static void check(Duration limit) throws VestibuleException {
    if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
      throw new VestibuleException(
          "speech-limit-invalid",
          "time to listen",
          limit.toString(),
          "more than 0, at most " + LONGEST.toMinutes() + " minutes",
          "Listen for 15 s, for example.");
    }
  }

  /** The refusal of one hearing too many. */
  static VestibuleException busy(String found, String allowed) {
    return new VestibuleException(
        "recogniser-busy",
        "speech recognition",
        found,
        allowed,
        "Try again in a few seconds, or raise maxConcurrent in org.vestibule.audio.");
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
