// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
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

  private static final int COMMAND_VARIATIONS = 5;
  private static final int OTHER_VARIATIONS = 2;
  private static final int NOISES = 250;

  /** Of every so many pieces of noise one is held out. */
  private static final int NOISES_HELD_OUT = 5;

  /** Sentences longer than this make the murmur of many voices. */
  private static final int SENTENCE = 3 * Resampler.RATE / 2;

  private final ModelStore store;
  private final Noise noise;

  private Examples(ModelStore store, Noise noise) {
    this.store = store;
    this.noise = noise;
  }

  /**
   * Varies and embeds everything, on every processor; the result depends on the seed alone.
   *
   * @throws VestibuleException {@code model-*}, or {@code training-interrupted}
   */
  static List<Example> of(ModelStore store, List<Utterances.Said> said, int seed)
      throws VestibuleException {
    List<float[]> sentences =
        said.stream().map(Utterances.Said::sound).filter(sound -> sound.length > SENTENCE).toList();
    Examples examples = new Examples(store, new Noise(sentences));
    Random seeds = new Random(seed);
    List<Callable<List<Example>>> work = new ArrayList<>();
    for (Utterances.Said one : said) {
      Random random = new Random(seeds.nextLong());
      work.add(() -> examples.variations(one, random));
    }
    for (int i = 0; i < NOISES; i++) {
      Random random = new Random(seeds.nextLong());
      boolean heldOut = i % NOISES_HELD_OUT == 0;
      work.add(() -> examples.nothing(heldOut, random));
    }
    return all(work);
  }

  private static List<Example> all(List<Callable<List<Example>>> work) throws VestibuleException {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Example> all = new ArrayList<>();
      for (Future<List<Example>> part : workers.invokeAll(work)) {
        all.addAll(part.get());
      }
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException model) {
        throw model;
      }
      throw new IllegalStateException("an example could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestibuleException(
          "training-interrupted", "training", "interrupted", "to its end", "Start it again.", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<Example> variations(Utterances.Said said, Random random) throws ModelException {
    Street street = new Street(noise, random);
    boolean other = said.label() == Words.OTHER;
    List<Example> examples = new ArrayList<>();
    // A lease for one utterance: another pack may begin to serve meanwhile.
    try (ModelLease lease = store.lease(ModelSlots.VOICE_COMMAND)) {
      for (int i = 0; i < (other ? OTHER_VARIATIONS : COMMAND_VARIATIONS); i++) {
        float[] sound = other ? cut(said.sound(), random) : said.sound();
        float[][] vectors = SpeechEmbedding.of(lease, street.vary(sound, SpeechEmbedding.LONGEST));
        examples.add(new Example(vectors, said.label(), said.voice().heldOut()));
      }
    }
    return examples;
  }

  private List<Example> nothing(boolean heldOut, Random random) throws ModelException {
    float[] sound =
        new Street(noise, random).nothing(Resampler.RATE / 2 + random.nextInt(Resampler.RATE));
    try (ModelLease lease = store.lease(ModelSlots.VOICE_COMMAND)) {
      return List.of(new Example(SpeechEmbedding.of(lease, sound), Words.OTHER, heldOut));
    }
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
