// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import java.util.Arrays;

/**
 * What encoder and decoder know alike of one of the two bands of ITU-T G.722 (09/2012): the scale
 * of its quantiser (clause 6.2.1.3, blocks LOGSCL, SCALEL and those with H) and its predictor with
 * two poles and six zeros (clause 6.2.1.4, blocks RECONS to PREDIC). All in 16-bit arithmetic that
 * saturates, bit for bit. Not thread-safe.
 */
final class G722Band {
  private static final int ZEROS = 6;

  private final int mostLog;
  private final int scaleShift;
  private final int firstScale;

  private int log;
  private int scale;
  private int prediction;
  private int zeroPrediction;
  private final int[] zeros = new int[ZEROS];
  private final int[] differences = new int[ZEROS];
  private int pole1;
  private int pole2;
  private int partial1;
  private int partial2;
  private int reconstructed1;

  private G722Band(int mostLog, int scaleShift, int firstScale) {
    this.mostLog = mostLog;
    this.scaleShift = scaleShift;
    this.firstScale = firstScale;
    scale = firstScale;
  }

  /** 0 to 4 kHz. */
  static G722Band low() {
    return new G722Band(18_432, 8, 32);
  }

  /** 4 to 8 kHz. */
  static G722Band high() {
    return new G722Band(22_528, 10, 8);
  }

  /** Returns the step of the quantiser. */
  int scale() {
    return scale;
  }

  /** Returns what the next sample is expected to be. */
  int prediction() {
    return prediction;
  }

  /** Goes one sample on. */
  void adapt(int difference, int logStep) {
    predict(difference);
    log = Math.max(0, Math.min(mostLog, (log * 127 >> 7) + logStep));
    int fraction = G722Tables.ILB[log >> 6 & 31];
    int shift = scaleShift - (log >> 11);
    scale = (shift < 0 ? fraction << -shift : fraction >> shift) << 2;
  }

  /** Begins anew. */
  void reset() {
    log = 0;
    scale = firstScale;
    prediction = 0;
    zeroPrediction = 0;
    Arrays.fill(zeros, 0);
    Arrays.fill(differences, 0);
    pole1 = 0;
    pole2 = 0;
    partial1 = 0;
    partial2 = 0;
    reconstructed1 = 0;
  }

  private void predict(int difference) {
    int reconstructed = saturated(prediction + difference);
    int partial = saturated(zeroPrediction + difference);
    adaptPoles(partial);
    adaptZeros(difference);
    zeroPrediction = 0;
    for (int i = ZEROS - 1; i >= 0; i--) {
      int product = zeros[i] * saturated(2 * differences[i]) >> 15;
      zeroPrediction = saturated(zeroPrediction + product);
    }
    int far = pole2 * saturated(2 * reconstructed1) >> 15;
    int near = pole1 * saturated(2 * reconstructed) >> 15;
    prediction = saturated(saturated(near + far) + zeroPrediction);
    reconstructed1 = reconstructed;
    partial2 = partial1;
    partial1 = partial;
  }

  /** UPPOL2 and UPPOL1: the second pole first, for it bounds the first one. */
  private void adaptPoles(int partial) {
    boolean same1 = (partial ^ partial1) >= 0;
    boolean same2 = (partial ^ partial2) >= 0;
    int grown = saturated(4 * pole1);
    int towards = same1 ? saturated(-grown) : grown;
    int second = (same2 ? 128 : -128) + (towards >> 7) + (pole2 * 32_512 >> 15);
    second = Math.max(-12_288, Math.min(12_288, second));
    int bound = 15_360 - second;
    int first = (same1 ? 192 : -192) + (pole1 * 32_640 >> 15);
    pole1 = Math.max(-bound, Math.min(bound, first));
    pole2 = second;
  }

  /** UPZERO, and the differences move on by one. */
  private void adaptZeros(int difference) {
    int step = difference == 0 ? 0 : 128;
    for (int i = ZEROS - 1; i >= 0; i--) {
      int along = (difference ^ differences[i]) >= 0 ? step : -step;
      zeros[i] = saturated(along + (zeros[i] * 32_640 >> 15));
    }
    System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
    differences[0] = difference;
  }

  static int saturated(int value) {
    return Math.max(-32_768, Math.min(32_767, value));
  }
}
