// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.audio.internal.command.CommandSpotter;
import org.vestibule.audio.internal.recognise.SecondLook;
import org.vestibule.audio.internal.recognise.Transcriber;
import org.vestibule.audio.internal.recognise.Transcription;
import org.vestibule.audio.internal.recognise.Vocabularies;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/** The hearings, from their admission to the return of their models. Thread-safe. */
final class Recogniser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recogniser.class);
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Vocabularies vocabularies = new Vocabularies();
  private final SpeechTrials trials = new SpeechTrials(vocabularies);
  private final Set<Listening> hearings = ConcurrentHashMap.newKeySet();
  private final AtomicInteger taken = new AtomicInteger();
  private final RecogniserThreads threads = new RecogniserThreads();
  private final Denoiser denoiser;
  private final Consumer<ModelException> failures;
  private volatile CommandSpotter spotter;

  /**
   * @param denoiser may stand in front of the recogniser
   * @param failures told of models that fail while a visitor speaks
   */
  Recogniser(Denoiser denoiser, Consumer<ModelException> failures) {
    this.denoiser = denoiser;
    this.failures = failures;
  }

  /** Takes what spots commands from the next hearing on; null for nothing. */
  void spotter(CommandSpotter next) {
    spotter = next;
  }

  /** Gives a spotter back unless it was replaced already. */
  void without(CommandSpotter gone) {
    if (spotter == gone) {
      spotter = null;
    }
  }

  /** See {@link org.vestibule.api.speech.SpeechRecognizer#listen}. Closes the feed in any case. */
  Hearing listen(
      ModelStore store, Settings settings, AudioFeed feed, SpeechWish wish, SpeechListener listener)
      throws VestibuleException {
    if (taken.incrementAndGet() > settings.maxConcurrent()) {
      taken.decrementAndGet();
      close(feed);
      throw Refusals.busy(
          settings.maxConcurrent() + " hearings under way", "maxConcurrent of them");
    }
    Leases leases = null;
    try {
      Refusals.check(wish.limit());
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
    ModelLease speech = leases.speech();
    String model = speech.manifest().id();
    Transcription once =
        denoiser.inFrontOf(
            new Transcriber(speech, vocabularies.of(speech)), settings.recogniserDenoiser(), model);
    Transcription words = settings.secondLook() ? new SecondLook(once) : once;
    Judge judge = new Judge(speech.manifest(), settings.minConfidence(), wish);
    int beams = Judge.wantsAlternatives(wish) ? settings.beamWidth() : 1;
    Recognition text = new Recognition(words, model, beams, judge, threads.recognition());
    Partials partials = new Partials(once, judge, threads);
    Listening hearing =
        new Listening(
            feed,
            wish,
            listener,
            settings,
            new VoiceActivity(leases.voice()),
            text,
            partials,
            new Commands(spotter, wish),
            failures);
    hearings.add(hearing);
    try {
      threads.read(
          () ->
              run(hearing, feed, wish.limit(), text, partials, leases)
                  .ifPresent(heard -> trials.offer(store, settings, heard)));
      return hearing;
    } catch (RejectedExecutionException e) {
      hearings.remove(hearing);
      throw Refusals.busy("no thread is free", (2 * Settings.MOST_CONCURRENT) + " threads");
    }
  }

  /** Returns what was heard; by then the leases are given back. */
  private Optional<SpeechTrials.Heard> run(
      Listening hearing,
      AudioFeed feed,
      Duration limit,
      Recognition text,
      Partials partials,
      Leases leases) {
    ScheduledFuture<?> alarm = threads.alarm(hearing::overdue, limit.plus(GRACE));
    // Closed from the last to the first: the leases only when nothing runs on them any more.
    try (leases;
        text;
        partials) {
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
      new Transcriber(leases.speech(), vocabularies.of(leases.speech())).transcribe(tone);
      return leases.voice().manifest().id() + " and " + leases.speech().manifest().id();
    }
  }

  /** Runs slow work where recognition runs; nothing happens once this is closed. */
  void inBackground(Runnable work, Duration delay) {
    threads.inBackground(work, delay);
  }

  /** Ends every hearing and waits for the threads, bounded. */
  @Override
  public void close() {
    threads.close(() -> hearings.forEach(Listening::quit));
  }

  private static void close(AudioFeed feed) {
    try {
      feed.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A door station's sound could not be closed", e);
    }
  }
}
