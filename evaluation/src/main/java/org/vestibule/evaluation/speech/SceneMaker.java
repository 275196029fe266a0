// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.List;
import java.util.Random;
import org.vestibule.audio.internal.sound.Resampler;

/** Makes the sound of scenes at 16 kHz, the same for the same seed. */
final class SceneMaker {
  private static final int RATE = Resampler.RATE;
  private static final Noise[] OUTDOORS = {Noise.TRAFFIC, Noise.PINK, Noise.DISHES};

  /** Levels in decibels below full scale, of the active part. */
  private static final double STREET = -26;

  private static final double TELEVISION = -38;
  private static final double UNDER_SPEECH = -12;
  private static final double MICROPHONE = -70;

  private final Random random;
  private final List<float[]> voices;
  private final List<float[]> programme;

  /**
   * @param voices who babbles
   * @param programme what the television says, in turn
   */
  SceneMaker(long seed, List<float[]> voices, List<float[]> programme) {
    random = new Random(seed);
    this.voices = voices;
    this.programme = programme;
  }

  /** Returns the next piece of a scene. */
  short[] make(Scene scene, int samples) {
    long seed = random.nextLong();
    float[] sound =
        switch (scene) {
          case STREET ->
              level(
                  new NoiseMaker(seed)
                      .make(OUTDOORS[random.nextInt(OUTDOORS.length)], samples, voices),
                  STREET - 10 + random.nextInt(20));
          case MUSIC -> level(new MusicMaker(seed).make(samples), STREET - 10 + random.nextInt(20));
          case BABBLE ->
              level(new NoiseMaker(seed).babble(samples, voices), STREET - 10 + random.nextInt(20));
          case SILENCE -> level(new NoiseMaker(seed).pink(samples), MICROPHONE);
          case TELEVISION -> television(seed, samples);
        };
    short[] out = new short[samples];
    for (int i = 0; i < samples; i++) {
      out[i] = (short) Math.round(Math.max(-1, Math.min(1, sound[i])) * 32_767);
    }
    return out;
  }

  /** Sentences with pauses of one to four seconds, music under them. */
  private float[] television(long seed, int samples) {
    float[] sound = level(new MusicMaker(seed).make(samples), TELEVISION + UNDER_SPEECH);
    for (int at = random.nextInt(RATE); at < samples; ) {
      float[] sentence = level(programme.get(random.nextInt(programme.size())).clone(), TELEVISION);
      for (int i = 0; i < sentence.length && at + i < samples; i++) {
        sound[at + i] += sentence[i];
      }
      at += sentence.length + RATE + random.nextInt(3 * RATE);
    }
    return sound;
  }

  private static float[] level(float[] sound, double decibels) {
    double power = Math.max(1e-12, Mix.activePower(sound));
    float gain = (float) (Math.pow(10, decibels / 20) / Math.sqrt(power));
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= gain;
    }
    return sound;
  }
}
