// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Arrays;

/**
 * RNNoise 0.1 (J.-M. Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech
 * Enhancement", MMSP 2018), after its reference implementation (denoise.c, BSD-3-Clause): a network
 * chooses gains for 22 bands, and a comb filter at the pitch takes noise out between the harmonics.
 * Nothing is allocated for a frame. Not thread-safe.
 */
public final class RnNoise implements Suppressor {
  private static final float FULL_SCALE = 32_768;
  private static final int NEWEST = PitchTracker.HISTORY - RealTransform.SIZE;

  /** A gain falls by no more than this from frame to frame, or tails of words would be cut. */
  private static final float RELEASE = .6f;

  private final Network network;
  private final HighPass highPass = new HighPass();
  private final PitchTracker pitch = new PitchTracker();
  private final Features features = new Features();
  private final RealTransform transform = new RealTransform();
  private final Spectrum sound = new Spectrum(transform);
  private final Spectrum periodic = new Spectrum(transform);

  private final float[] history = new float[PitchTracker.HISTORY];
  private final float[] overlap = new float[FRAME];
  private final float[] correlations = new float[Bands.COUNT];
  private final float[] gains = new float[Bands.COUNT];
  private final float[] lastGains = new float[Bands.COUNT];
  private final float[] bandFactors = new float[Bands.COUNT];
  private final float[] energies = new float[Bands.COUNT];

  /** Above the last band it stays 0, so nothing above 20 kHz comes through. */
  private final float[] factors = new float[RealTransform.BINS];

  RnNoise(Weights weights) {
    network = new Network(weights);
  }

  @Override
  public float clean(float[] frame) {
    System.arraycopy(history, FRAME, history, 0, history.length - FRAME);
    highPass.filter(frame, FULL_SCALE, history, history.length - FRAME);
    sound.analyse(history, NEWEST);
    int period = pitch.period(history);
    periodic.analyse(history, NEWEST - period);
    Bands.correlate(sound.re, sound.im, periodic.re, periodic.im, correlations);
    for (int i = 0; i < Bands.COUNT; i++) {
      float both = sound.energies[i] * periodic.energies[i];
      correlations[i] = (float) (correlations[i] / Math.sqrt(.001 + both));
    }
    float voice = 0;
    if (features.take(sound.energies, correlations, period)) {
      voice = network.run(features.values, gains);
      filterPitch();
      for (int i = 0; i < Bands.COUNT; i++) {
        gains[i] = Math.max(gains[i], RELEASE * lastGains[i]);
        lastGains[i] = gains[i];
      }
      Bands.interpolate(gains, factors);
      sound.multiply(factors);
    }
    float[] cleaned = sound.synthesise();
    for (int i = 0; i < FRAME; i++) {
      frame[i] = (cleaned[i] + overlap[i]) / FULL_SCALE;
    }
    System.arraycopy(cleaned, FRAME, overlap, 0, FRAME);
    return voice;
  }

  /** The comb filter ("Pitch filtering"), and after it the energy of each band as it was. */
  private void filterPitch() {
    for (int i = 0; i < Bands.COUNT; i++) {
      float strength = combStrength(correlations[i], gains[i]);
      bandFactors[i] =
          (float) (strength * Math.sqrt(sound.energies[i] / (1e-8 + periodic.energies[i])));
    }
    Bands.interpolate(bandFactors, factors);
    sound.add(factors, periodic);
    System.arraycopy(sound.energies, 0, energies, 0, Bands.COUNT);
    sound.measure();
    for (int i = 0; i < Bands.COUNT; i++) {
      bandFactors[i] = (float) Math.sqrt(energies[i] / (1e-8 + sound.energies[i]));
    }
    Bands.interpolate(bandFactors, factors);
    sound.multiply(factors);
  }

  private static float combStrength(float correlation, float gain) {
    if (correlation > gain) {
      return 1;
    }
    float squared = correlation * correlation;
    float wanted = gain * gain;
    double strength = squared * (1 - wanted) / (.001 + wanted * (1 - squared));
    return (float) Math.sqrt(Math.min(1, Math.max(0, strength)));
  }

  /** Overwrites all sound and what was made of it. */
  @Override
  public void close() {
    Arrays.fill(history, 0);
    Arrays.fill(overlap, 0);
    Arrays.fill(lastGains, 0);
    highPass.clear();
    pitch.clear();
    features.clear();
    network.clear();
  }
}
