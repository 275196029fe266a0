// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import org.vestibule.api.speech.Expectation;
import org.vestibule.audio.internal.voice.VoiceActivity;

/**
 * Finds where one utterance begins and ends, from the probability of speech in each chunk of 32 ms.
 * Counts samples at 16 kHz and knows no other clock. Not thread-safe.
 *
 * <p>Two thresholds with 0.15 between them, as in Silero's own iterator: sound begins at the upper,
 * silence begins below the lower and is forgotten at the upper. Voiced sound makes an utterance
 * when it adds up to the least length, with gaps no longer than that between.
 */
final class Endpointer {
  /** What a chunk changed. */
  enum Change {
    NONE,
    /** Enough voiced sound: an utterance, begun at {@link #start()}. */
    STARTED,
    /** Enough new voiced sound for a partial text. */
    GROWN,
    /** Silent for {@link #TAIL}; perhaps the end. */
    PAUSED,
    /** Silent for so long that a text that ends as a sentence is the end. */
    SETTLED,
    /** Speaks again after {@link #PAUSED}. */
    RESUMED,
    /** Silent for the hang-over, or as long as an utterance may be. */
    ENDED
  }

  /** Silence kept behind the last voiced chunk, 200 ms in samples: the recogniser expects some. */
  static final long TAIL = Settings.samples(200);

  private static final double HYSTERESIS = 0.15;

  private final double on;
  private final double off;
  private final long minSpeech;
  private final long longest;
  private final long growth;
  private final Hangover hangover;

  private long heard;
  private long start = -1;
  private long lastVoiced;
  private long voiced;
  private double probabilities;
  private long told;
  private boolean silent;
  private boolean speaking;
  private boolean paused;
  private boolean settled;
  private long enough = Long.MAX_VALUE;

  /** Waits for speech. */
  Endpointer(Settings settings, Expectation expects) {
    on = settings.speechThreshold();
    off = on - HYSTERESIS;
    minSpeech = Settings.samples(settings.minSpeechMillis());
    longest = Settings.samples(settings.maxUtteranceSeconds() * 1000L);
    growth =
        settings.partialMillis() == 0 ? Long.MAX_VALUE : Settings.samples(settings.partialMillis());
    hangover = new Hangover(settings, expects);
  }

  /** Takes the probability of the next chunk of {@link VoiceActivity#CHUNK} samples. */
  Change accept(float probability) {
    heard += VoiceActivity.CHUNK;
    if (start < 0) {
      if (probability < on) {
        return Change.NONE;
      }
      start = heard - VoiceActivity.CHUNK;
      lastVoiced = start;
      voiced = 0;
      probabilities = 0;
      silent = false;
    }
    silent = silent ? probability < on : probability < off;
    if (!silent) {
      if (speaking) {
        hangover.paused(heard - VoiceActivity.CHUNK - lastVoiced);
      }
      voiced += VoiceActivity.CHUNK;
      probabilities += probability;
      lastVoiced = heard;
    }
    return speaking ? whileSpeaking() : whileUnsure();
  }

  private Change whileUnsure() {
    if (voiced >= minSpeech) {
      speaking = true;
      told = voiced;
      return Change.STARTED;
    }
    if (heard - lastVoiced > minSpeech) {
      start = -1;
    }
    return Change.NONE;
  }

  private Change whileSpeaking() {
    if (over()) {
      return Change.ENDED;
    }
    long silence = heard - lastVoiced;
    if (!paused && silence >= TAIL) {
      paused = true;
      return Change.PAUSED;
    }
    if (paused && !silent) {
      paused = false;
      settled = false;
      enough = Long.MAX_VALUE;
      return Change.RESUMED;
    }
    if (paused && !settled && silence >= hangover.afterSentence()) {
      settled = true;
      return Change.SETTLED;
    }
    if (!paused && voiced - told >= growth) {
      told = voiced;
      return Change.GROWN;
    }
    return Change.NONE;
  }

  /** Returns whether the utterance has ended. */
  boolean over() {
    long silence = heard - lastVoiced;
    return speaking && (silence >= Math.min(enough, hangover.length()) || heard - start >= longest);
  }

  /** One word of the closed set was said: unless the speaker goes on, that was all. */
  void endAfterCommand() {
    enough = hangover.afterCommand();
  }

  /** The text so far ends as a sentence: unless the speaker goes on, that was all. */
  void endAfterSentence() {
    enough = Math.min(enough, hangover.afterSentence());
  }

  /** Returns how long {@link Change#PAUSED} comes before the end, in samples. */
  long pauseToEnd() {
    return hangover.length() - TAIL;
  }

  /** Returns whether an utterance has begun. */
  boolean speaking() {
    return speaking;
  }

  /** Returns the first voiced sample, or -1 while nothing is voiced. */
  long start() {
    return start;
  }

  /** Returns the sample behind the last voiced one. */
  long lastVoiced() {
    return lastVoiced;
  }

  /** Returns how many samples were heard. */
  long heard() {
    return heard;
  }

  /** Returns how many samples of the utterance were voiced. */
  long voiced() {
    return voiced;
  }

  /** Returns which part of the utterance was voiced, 0 to 1. */
  double voicedShare() {
    return lastVoiced <= start ? 0 : voiced / (double) (lastVoiced - start);
  }

  /** Returns the mean probability of voice in what was voiced, 0 to 1. */
  double probability() {
    return voiced == 0 ? 0 : probabilities * VoiceActivity.CHUNK / voiced;
  }
}
