// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

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
    /** Silent for {@link #TAIL}; perhaps the end. */
    PAUSED,
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
  private final long hangover;
  private final long longest;

  private long heard;
  private long start = -1;
  private long lastVoiced;
  private long voiced;
  private boolean silent;
  private boolean speaking;
  private boolean paused;

  /** Waits for speech. */
  Endpointer(Settings settings) {
    on = settings.speechThreshold();
    off = on - HYSTERESIS;
    minSpeech = Settings.samples(settings.minSpeechMillis());
    hangover = Settings.samples(settings.silenceHangoverMillis());
    longest = Settings.samples(settings.maxUtteranceSeconds() * 1000L);
  }

  /** Takes the probability of the next chunk of {@link VoiceActivity#CHUNK} samples. */
  Change accept(float probability) {
    heard += VoiceActivity.CHUNK;
    if (start < 0) {
      if (probability < on) {
        return Change.NONE;
      }
      start = heard - VoiceActivity.CHUNK;
      voiced = 0;
      silent = false;
    }
    silent = silent ? probability < on : probability < off;
    if (!silent) {
      voiced += VoiceActivity.CHUNK;
      lastVoiced = heard;
    }
    return speaking ? whileSpeaking() : whileUnsure();
  }

  private Change whileUnsure() {
    if (voiced >= minSpeech) {
      speaking = true;
      return Change.STARTED;
    }
    if (heard - lastVoiced > minSpeech) {
      start = -1;
    }
    return Change.NONE;
  }

  private Change whileSpeaking() {
    long silence = heard - lastVoiced;
    if (silence >= hangover || heard - start >= longest) {
      return Change.ENDED;
    }
    if (!paused && silence >= TAIL) {
      paused = true;
      return Change.PAUSED;
    }
    if (paused && !silent) {
      paused = false;
      return Change.RESUMED;
    }
    return Change.NONE;
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

  /** Returns which part of the utterance was voiced, 0 to 1. */
  double voicedShare() {
    return lastVoiced <= start ? 0 : voiced / (double) (lastVoiced - start);
  }
}
