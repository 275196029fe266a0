// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import java.util.Arrays;

/**
 * Makes up for lost sound by repeating the last pitch periods, after ITU-T G.711 appendix I
 * (09/99): pitch by normalised cross-correlation of the last 20 ms between 5 and 15 ms; one period
 * for the first 10 ms, two and then three for the next ones, so that it does not beep; full level
 * for 10 ms, then 20 % less every 10 ms, silence after 60 ms; what comes after the loss is
 * cross-faded with it. Unlike the appendix it delays nothing: the step where the loss begins is
 * spread over a quarter of a period instead of being cross-faded. Not thread-safe.
 */
final class WaveformSubstitution {
  private static final int MOST_PERIODS = 3;

  private final int tenMillis;
  private final int shortest;
  private final int longest;
  private final short[] history;

  /** What the history was when the loss began. */
  private final short[] frozen;

  private final float[] loop;
  private final float[] previousLoop;
  private int loopLength;
  private int previousLength;
  private int pitch;

  /** How many samples were made up for in this loss. */
  private int lost;

  private float step;

  WaveformSubstitution(int rate) {
    tenMillis = rate / 100;
    shortest = rate / 200;
    longest = rate * 15 / 1000;
    history = new short[rate / 20];
    frozen = new short[history.length];
    loop = new float[MOST_PERIODS * longest];
    previousLoop = new float[loop.length];
  }

  /** Takes sound that came; its beginning is cross-faded in place when sound before it was lost. */
  void received(short[] samples) {
    if (lost > 0) {
      int fade = Math.min(tenMillis, pitch / 4 + lost * 2 / 5);
      fade = Math.min(fade, samples.length);
      for (int i = 0; i < fade; i++) {
        float in = (i + 1f) / (fade + 1);
        samples[i] = (short) Math.round(in * samples[i] + (1 - in) * next());
      }
      lost = 0;
    }
    remember(samples);
  }

  /** Returns {@code count} samples in place of lost ones. */
  short[] conceal(int count) {
    if (lost == 0) {
      System.arraycopy(history, 0, frozen, 0, frozen.length);
      pitch = pitch();
      int end = frozen.length;
      step = frozen[end - 1] - frozen[end - 1 - pitch];
      repeat(1);
    }
    short[] made = new short[count];
    for (int i = 0; i < count; i++) {
      made[i] = (short) Math.round(next());
    }
    remember(made);
    return made;
  }

  /** Forgets the sound. */
  void erase() {
    Arrays.fill(history, (short) 0);
    Arrays.fill(frozen, (short) 0);
    Arrays.fill(loop, 0);
    Arrays.fill(previousLoop, 0);
    lost = 0;
  }

  private float next() {
    int millis10 = lost / tenMillis;
    if (lost % tenMillis == 0 && (millis10 == 1 || millis10 == 2)) {
      repeat(millis10 + 1);
    }
    int quarter = Math.max(1, pitch / 4);
    float value = loop[lost % loopLength];
    int since = lost % tenMillis;
    if (millis10 == 0 && lost < quarter) {
      value += step * (1 - (lost + 1f) / (quarter + 1));
    } else if (millis10 > 0 && millis10 < MOST_PERIODS && since < quarter) {
      float in = (since + 1f) / (quarter + 1);
      value = in * value + (1 - in) * previousLoop[lost % previousLength];
    }
    float gain = Math.min(1, 1.2f - 0.2f * lost / tenMillis);
    lost++;
    return gain <= 0 ? 0 : Math.max(-32_768, Math.min(32_767, gain * value));
  }

  /** Repeats the last periods from now on; where they begin anew is cross-faded. */
  private void repeat(int periods) {
    System.arraycopy(loop, 0, previousLoop, 0, loop.length);
    previousLength = loopLength;
    int room = (frozen.length - shortest) / pitch;
    loopLength = Math.max(1, Math.min(periods, room)) * pitch;
    int begin = frozen.length - loopLength;
    int quarter = Math.min(pitch / 4, begin);
    for (int i = 0; i < loopLength; i++) {
      float value = frozen[begin + i];
      int left = loopLength - i;
      if (left <= quarter) {
        float out = left / (quarter + 1f);
        value = out * value + (1 - out) * frozen[begin - left];
      }
      loop[i] = value;
    }
  }

  private int pitch() {
    int window = 2 * tenMillis;
    int best = shortest;
    double most = -1;
    for (int lag = shortest; lag <= longest; lag++) {
      double product = 0;
      double energy = 1;
      for (int i = frozen.length - window; i < frozen.length; i++) {
        product += frozen[i] * (double) frozen[i - lag];
        energy += frozen[i - lag] * (double) frozen[i - lag];
      }
      double likeness = product / Math.sqrt(energy);
      if (likeness > most) {
        most = likeness;
        best = lag;
      }
    }
    return best;
  }

  private void remember(short[] samples) {
    int count = Math.min(samples.length, history.length);
    System.arraycopy(history, count, history, 0, history.length - count);
    System.arraycopy(samples, samples.length - count, history, history.length - count, count);
  }
}
