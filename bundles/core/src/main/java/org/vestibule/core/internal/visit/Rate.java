// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

/**
 * Brings the house's own sentences to the rate of a loudspeaker: the mean of the samples that fall
 * together on the way down, linear between two on the way up. Enough for speech that is heard; what
 * is recognised never goes through it.
 */
final class Rate {
  private Rate() {}

  static short[] change(short[] samples, int from, int to) {
    if (from == to || samples.length == 0) {
      return samples;
    }
    short[] changed = new short[(int) ((long) samples.length * to / from)];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = to < from ? mean(samples, i, from, to) : between(samples, i, from, to);
    }
    return changed;
  }

  private static short mean(short[] samples, int i, int from, int to) {
    int begin = (int) ((long) i * from / to);
    int end = Math.min(samples.length, (int) ((long) (i + 1) * from / to));
    long sum = 0;
    for (int at = begin; at < end; at++) {
      sum += samples[at];
    }
    return (short) Math.round((double) sum / (end - begin));
  }

  private static short between(short[] samples, int i, int from, int to) {
    double at = (double) i * from / to;
    int left = Math.min((int) at, samples.length - 1);
    int right = Math.min(left + 1, samples.length - 1);
    return (short) Math.round(samples[left] + (samples[right] - samples[left]) * (at - left));
  }
}
