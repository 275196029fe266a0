// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.audio.internal.level.GainControl;
import org.vestibule.audio.internal.level.Limiter;
import org.vestibule.audio.internal.level.SpeechGate;
import org.vestibule.audio.internal.sound.Pcm;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.suppress.Suppressor;

/**
 * What is done for a human's ear, at 16 kHz: noise suppressed (at 48 kHz, where the suppressor
 * works), one level of speech, no peak above -1 dBFS. Without a suppressor the level alone. Not
 * thread-safe; {@link #gainDb()} from any thread.
 */
final class EarChain {
  private static final Logger LOG = LoggerFactory.getLogger(EarChain.class);
  private static final int RATE = Resampler.RATE;
  private static final int BLOCK = RATE / 100;
  private static final double SPEECH = 0.5;

  private final Optional<Suppressor> suppressor;
  private final Resampler up = new Resampler(RATE, 48_000);
  private final Resampler down = new Resampler(48_000, RATE);
  private final float[] frame;
  private final SpeechGate gate;
  private final GainControl gain;
  private final Limiter limiter = new Limiter(RATE);
  private boolean failed;
  private int filled;
  private float[] out = new float[4 * BLOCK];
  private int ready;

  EarChain(Optional<Suppressor> suppressor, LineSettings settings) {
    this.suppressor = suppressor;
    frame = new float[suppressor.isPresent() ? Suppressor.FRAME : BLOCK];
    gate = new SpeechGate(100 * frame.length);
    gain = new GainControl(RATE, settings.targetDbfs(), settings.maxGainDb());
  }

  /** Takes sound in, gives what is ready, possibly nothing. */
  short[] push(short[] samples) {
    float[] sound = Pcm.floats(samples, 0, samples.length);
    feed(suppressor.isPresent() ? up.push(sound, 0, sound.length) : sound);
    return taken();
  }

  /** Gives what is still under way. */
  short[] flush() {
    if (suppressor.isPresent()) {
      feed(up.flush());
    }
    feed(new float[frame.length]);
    if (suppressor.isPresent()) {
      finish(down.flush(), false);
    }
    finish(new float[limiter.delay()], false);
    return taken();
  }

  private void feed(float[] sound) {
    for (int from = 0; from < sound.length; ) {
      int count = Math.min(frame.length - filled, sound.length - from);
      System.arraycopy(sound, from, frame, filled, count);
      filled += count;
      from += count;
      if (filled == frame.length) {
        filled = 0;
        frameIsFull();
      }
    }
  }

  private void frameIsFull() {
    if (suppressor.isPresent()) {
      boolean speaking = suppress();
      finish(down.push(frame, 0, frame.length), speaking);
    } else {
      finish(frame.clone(), gate.speaks(frame));
    }
  }

  /** Returns whether somebody speaks. A suppressor that fails is left out from then on. */
  private boolean suppress() {
    if (!failed) {
      try {
        return suppressor.get().clean(frame) >= SPEECH;
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("Noise suppression failed; a listener hears the noise from now on", e);
        failed = true;
      }
    }
    return gate.speaks(frame);
  }

  private void finish(float[] block, boolean speaking) {
    gain.apply(block, speaking);
    limiter.apply(block);
    if (ready + block.length > out.length) {
      out = Arrays.copyOf(out, 2 * (ready + block.length));
    }
    System.arraycopy(block, 0, out, ready, block.length);
    ready += block.length;
  }

  private short[] taken() {
    short[] samples = Pcm.shorts(Arrays.copyOf(out, ready));
    ready = 0;
    return samples;
  }

  double gainDb() {
    return gain.gainDb();
  }

  /** Overwrites the sound that is held. */
  void close() {
    suppressor.ifPresent(Suppressor::close);
    up.erase();
    down.erase();
    limiter.erase();
    Arrays.fill(frame, 0);
    Arrays.fill(out, 0);
  }
}
