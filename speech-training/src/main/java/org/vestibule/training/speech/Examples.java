// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.audio.internal.command.SpeechEmbedding;
import org.vestibule.audio.internal.sound.Resampler;

/** Variations of what was said, as the head sees them. */
final class Examples {
  /**
   * One example.
   *
   * @param vectors see {@link SpeechEmbedding#of}
   * @param label index of the command, or {@link Words#OTHER}
   * @param heldOut of a voice that is not trained on
   */
  record Example(float[][] vectors, int label, boolean heldOut) {}

  private static final int COMMAND_VARIATIONS = 6;
  private static final int OTHER_VARIATIONS = 2;
  private static final int NOISES = 400;

  /** Sentences longer than this make the murmur of many voices. */
  private static final int SENTENCE = 3 * Resampler.RATE / 2;

  private Examples() {}

  /** Varies and embeds everything. */
  static List<Example> of(ModelLease lease, List<Utterances.Said> said, Random random)
      throws ModelException {
    List<float[]> sentences =
        said.stream().map(Utterances.Said::sound).filter(sound -> sound.length > SENTENCE).toList();
    Street street = new Street(new Noise(sentences), random);
    List<Example> examples = new ArrayList<>();
    for (Utterances.Said one : said) {
      int variations = one.label() == Words.OTHER ? OTHER_VARIATIONS : COMMAND_VARIATIONS;
      for (int i = 0; i < variations; i++) {
        float[] sound = one.label() == Words.OTHER ? cut(one.sound(), random) : one.sound();
        float[] heard = street.vary(sound, SpeechEmbedding.LONGEST);
        examples.add(
            new Example(SpeechEmbedding.of(lease, heard), one.label(), one.voice().heldOut()));
      }
    }
    for (int i = 0; i < NOISES; i++) {
      int length = Resampler.RATE / 2 + random.nextInt(Resampler.RATE);
      float[][] vectors = SpeechEmbedding.of(lease, street.nothing(length));
      examples.add(new Example(vectors, Words.OTHER, i % 5 == 0));
    }
    return examples;
  }

  /** A part of a sentence, such as a speaker who pauses leaves; single words stay whole. */
  private static float[] cut(float[] sound, Random random) {
    if (sound.length <= SENTENCE) {
      return sound;
    }
    int length = Resampler.RATE + random.nextInt(4 * Resampler.RATE / 5);
    int from = random.nextBoolean() ? 0 : random.nextInt(Math.max(1, sound.length - length));
    return Arrays.copyOfRange(sound, from, Math.min(sound.length, from + length));
  }
}
