// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Arrays;
import java.util.function.Consumer;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.audio.internal.recognise.Voicing;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/**
 * Hears one feed until its first utterance is over: resamples, asks for voice activity, keeps the
 * sound that may still be needed. All on the feed's clock, so a feed that is faster than real time
 * gives the same answer. Not thread-safe.
 */
final class Ear {
  /** Large chunks are taken in slices, so that memory does not follow their size. */
  private static final int SLICE = 4800;

  private static final long NANOS_PER_SAMPLE = 1_000_000_000L / Resampler.RATE;
  private static final int FULL_SCALE = 32_760;

  /** -120 dB of full scale. */
  private static final double SILENT = 1e-12;

  private final int rate;
  private final Resampler resampler;
  private final VoiceActivity voice;
  private final Endpointer endpointer;
  private final Recording recording = new Recording();
  private final long preRoll;
  private final Consumer<Endpointer.Change> changes;

  private final float[] chunk = new float[VoiceActivity.CHUNK];
  private int filled;
  private boolean ended;
  private long taken;
  private long clipped;
  private long anchorSample;
  private long anchorNanos;
  private long startNanos;
  private long endNanos;
  private double energy;

  /**
   * @param rate the feed's samples a second
   * @param expects what kind of answer is expected
   * @param changes told of each change but {@code NONE}, on the caller's thread
   */
  Ear(
      int rate,
      Settings settings,
      Expectation expects,
      VoiceActivity voice,
      Consumer<Endpointer.Change> changes) {
    this.rate = rate;
    this.voice = voice;
    this.changes = changes;
    resampler = new Resampler(rate);
    endpointer = new Endpointer(settings, expects);
    preRoll = Settings.samples(settings.preRollMillis());
  }

  /** Takes the feed's next sound; what comes after the utterance's end is not looked at. */
  void accept(AudioChunk sound) throws ModelException {
    short[] samples = sound.samples();
    anchorSample = taken * Resampler.RATE / rate;
    anchorNanos = sound.capturedNanos();
    for (int from = 0; from < samples.length && !ended; from += SLICE) {
      int count = Math.min(SLICE, samples.length - from);
      for (int i = from; i < from + count; i++) {
        if (samples[i] >= FULL_SCALE || samples[i] <= -FULL_SCALE) {
          clipped++;
        }
      }
      taken += count;
      hear(resampler.push(samples, from, count));
    }
  }

  /** No further sound comes: hears what is still in the filter and in the last, part chunk. */
  void finish() throws ModelException {
    hear(resampler.flush());
    if (filled > 0 && !ended) {
      hear(new float[VoiceActivity.CHUNK - filled]);
    }
  }

  /** Takes samples that are at 16 kHz already. */
  void hear(float[] samples) throws ModelException {
    for (int from = 0; from < samples.length && !ended; ) {
      int count = Math.min(chunk.length - filled, samples.length - from);
      System.arraycopy(samples, from, chunk, filled, count);
      filled += count;
      from += count;
      if (filled == chunk.length) {
        filled = 0;
        judge();
      }
    }
  }

  private void judge() throws ModelException {
    recording.append(chunk, chunk.length);
    Endpointer.Change change = endpointer.accept(voice.probability(chunk));
    long heard = endpointer.heard();
    if (endpointer.start() == heard - chunk.length) {
      startNanos = at(heard - chunk.length);
      energy = 0;
    }
    if (endpointer.lastVoiced() == heard) {
      endNanos = at(heard);
      for (float sample : chunk) {
        energy += sample * sample;
      }
    }
    long needed = endpointer.start() < 0 ? heard : endpointer.start();
    recording.forgetBefore(needed - preRoll);
    ended = change == Endpointer.Change.ENDED;
    if (change != Endpointer.Change.NONE) {
      changes.accept(change);
    }
    if (!ended && endpointer.over()) {
      // What the change brought to light made this silence long enough.
      ended = true;
      changes.accept(Endpointer.Change.ENDED);
    }
  }

  private long at(long sample) {
    return anchorNanos + (sample - anchorSample) * NANOS_PER_SAMPLE;
  }

  /** Returns the utterance so far: pre-roll, speech, and at most {@link Endpointer#TAIL} more. */
  float[] utterance() {
    long from = Math.max(0, endpointer.start() - preRoll);
    return recording.between(from, endpointer.lastVoiced() + Endpointer.TAIL);
  }

  /** Forgets the sound. */
  void erase() {
    recording.erase();
    Arrays.fill(chunk, 0);
  }

  /** Returns whether the utterance is over. */
  boolean ended() {
    return ended;
  }

  /** Returns whether an utterance has begun. */
  boolean speaking() {
    return endpointer.speaking();
  }

  /** Returns when the first voiced chunk began, on {@link System#nanoTime()}. */
  long startNanos() {
    return startNanos;
  }

  /** Returns when the last voiced chunk ended, on {@link System#nanoTime()}. */
  long endNanos() {
    return endNanos;
  }

  /** Returns how long it listened after the last voiced chunk, by the feed's clock. */
  long silenceNanos() {
    return (endpointer.heard() - endpointer.lastVoiced()) * NANOS_PER_SAMPLE;
  }

  /** Returns how much sound was taken, in nanoseconds of the feed's clock. */
  long heardNanos() {
    return taken * 1_000_000_000L / rate;
  }

  /** Returns how much of the utterance was voice. */
  Voicing voicing() {
    long voiced = endpointer.voiced();
    double power = voiced == 0 ? 0 : energy / voiced;
    return new Voicing(
        endpointer.voicedShare(),
        voiced / (double) Resampler.RATE,
        endpointer.probability(),
        10 * Math.log10(Math.max(SILENT, power)));
  }

  /** Returns how long {@link Endpointer.Change#PAUSED} comes before the end, ns. */
  long pauseToEndNanos() {
    return endpointer.pauseToEnd() * NANOS_PER_SAMPLE;
  }

  /** See {@link Endpointer#endAfterSentence()}. */
  void endAfterSentence() {
    endpointer.endAfterSentence();
  }

  /** See {@link Endpointer#endAfterCommand()}. */
  void endAfterCommand() {
    endpointer.endAfterCommand();
  }

  /** Returns which part of all samples was at full scale, 0 to 1. */
  double clippedShare() {
    return taken == 0 ? 0 : clipped / (double) taken;
  }
}
