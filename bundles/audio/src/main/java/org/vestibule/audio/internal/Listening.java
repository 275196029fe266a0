// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.audio.internal.voice.VoiceActivity;

/**
 * One hearing: reads the feed on its own thread, has the utterance recognised, tells the listener.
 * {@link #stop()}, {@link #quit()} and {@link #overdue()} may be called from any thread.
 */
final class Listening implements Hearing {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final double CLIPPED_SHARE = 0.01;

  private final AudioFeed feed;
  private final SpeechListener listener;
  private final Duration limit;
  private final Ear ear;
  private final Recognition recognition;
  private final Partials partials;
  private final Commands commands;
  private final Consumer<ModelException> failures;
  private final FeedReader reader;
  private volatile boolean stopped;
  private volatile boolean quit;

  Listening(
      AudioFeed feed,
      SpeechWish wish,
      SpeechListener listener,
      Settings settings,
      VoiceActivity voice,
      Recognition recognition,
      Partials partials,
      Commands commands,
      Consumer<ModelException> failures) {
    this.feed = feed;
    this.listener = listener;
    this.limit = wish.limit();
    reader = new FeedReader(feed, limit);
    this.recognition = recognition;
    this.partials = partials;
    this.commands = commands;
    this.failures = failures;
    ear = new Ear(feed.format().sampleRate(), settings, wish.expects(), voice, this::changed);
  }

  /** Listens to the end and returns the last event, which it has not told yet. */
  SpeechEvent hear() {
    try {
      while (!ear.ended() && !over()) {
        Optional<AudioChunk> chunk = reader.read();
        if (chunk.isPresent()) {
          ear.accept(chunk.get());
          partials.ready().ifPresent(text -> tell(new SpeechEvent.PartialText(text)));
        } else if (feed.ended()) {
          break;
        }
      }
      if (!ear.ended()) {
        ear.finish();
      }
      return quit ? stoppedEarly() : conclude();
    } catch (ModelException e) {
      return failed(e);
    } catch (VestibuleException e) {
      return new SpeechEvent.SpeechFailed(e.code(), e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The sound of a door station broke off", e);
      return new SpeechEvent.SpeechFailed(
          "audio-feed-failed",
          "The door station's sound broke off. Ask the visitor to ring again.");
    } finally {
      ear.erase();
    }
  }

  private boolean over() {
    return stopped || quit || reader.over() || ear.heardNanos() >= limit.toNanos();
  }

  private void changed(Endpointer.Change change) {
    switch (change) {
      case STARTED -> tell(new SpeechEvent.SpeechStarted(ear.startNanos()));
      case GROWN -> partials.grown(ear::utterance, ear.voicing());
      case PAUSED -> paused(ear.utterance());
      case SETTLED -> {
        // A live feed takes that long to its end; one that is faster waits and ends alike.
        if (recognition.endsAsSentence(ear.pauseToEndNanos(), ear.voicing())) {
          ear.endAfterSentence();
        }
      }
      case RESUMED -> {
        recognition.abandon();
        commands.resumed();
      }
      default -> LOG.debug("The utterance is over after {} ms", ear.heardNanos() / 1_000_000);
    }
  }

  private void paused(float[] utterance) {
    partials.giveWay();
    recognition.beginEarly(utterance);
    if (commands.paused(ear, utterance)) {
      ear.endAfterCommand();
    }
  }

  private SpeechEvent conclude() throws VestibuleException {
    if (ear.clippedShare() > CLIPPED_SHARE) {
      LOG.warn(
          "{} % of a door station's samples are at full scale: lower its microphone's gain",
          Math.round(100 * ear.clippedShare()));
    }
    if (!ear.speaking()) {
      return new SpeechEvent.NoSpeech(
          ear.heardNanos() == 0
              ? "The door station sent no sound"
              : "Nobody spoke in " + ear.heardNanos() / 100_000_000 / 10.0 + " s of sound");
    }
    partials.giveWay();
    recognition.begin(ear::utterance);
    commands.ended(ear, ear::utterance).ifPresent(this::tell);
    return recognition.finish(ear);
  }

  private static SpeechEvent stoppedEarly() {
    return new SpeechEvent.SpeechFailed(
        "recogniser-stopped", "Speech recognition was stopped while the visitor spoke.");
  }

  private SpeechEvent failed(ModelException e) {
    failures.accept(e);
    return new SpeechEvent.SpeechFailed(e.code(), e.getMessage());
  }

  /** Returns what a second model may hear of this, after the end; the sound is null for none. */
  SpeechTrials.Heard heard(SpeechEvent.FinalText said, String voice) {
    return new SpeechTrials.Heard(
        recognition.sound(), said.text(), ear.voicing(), voice, said.model());
  }

  /** Tells the listener; what it throws is logged. */
  void tell(SpeechEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A speech listener failed on {}", event.getClass().getSimpleName(), e);
    }
  }

  @Override
  public void stop() {
    stopped = true;
  }

  /** Stops and recognises nothing: the bundle goes. */
  void quit() {
    quit = true;
    recognition.quit();
    overdue();
  }

  /** Wakes the reader from a feed that keeps it longer than it was asked to. */
  void overdue() {
    reader.wake();
  }
}
