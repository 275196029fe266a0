// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * Sound to words with any pack of an encoder and an autoregressive decoder whose manifest says how
 * it is driven: Moonshine (Jeffries et al. 2024, "Moonshine: Speech Recognition for Live
 * Transcription and Voice Commands") and Whisper (Radford et al. 2022, "Robust Speech Recognition
 * via Large-Scale Weak Supervision"). Greedy, or with a beam where alternatives are wanted. The
 * lease stays the caller's; one instance serves one thread.
 */
public final class Transcriber implements Transcription {
  private static final String ENCODER = "encoder";

  /** A hurried "hi, it's me, open up please" takes a second and more than six tokens. */
  private static final int LEAST_CAP = 16;

  private final ModelLease lease;
  private final Vocabulary vocabulary;
  private final DecoderRules rules;
  private final FrontEnd frontEnd;

  /**
   * Prepares.
   *
   * @throws ModelException {@code model-manifest-invalid} for a manifest that cannot be followed
   */
  public Transcriber(ModelLease lease, Vocabulary vocabulary) throws ModelException {
    this.lease = lease;
    this.vocabulary = vocabulary;
    frontEnd = FrontEnd.of(lease.manifest());
    rules = DecoderRules.of(lease.manifest(), vocabulary);
  }

  /** Recognises speech greedily, without alternatives. */
  public Transcript transcribe(float[] sound) throws ModelException {
    return transcribe(sound, 1, () -> false);
  }

  @Override
  public Transcript transcribe(float[] sound, int beams, BooleanSupplier abandoned)
      throws ModelException {
    long begun = System.nanoTime();
    try (ModelRun encoded = lease.run(ENCODER, Map.of(frontEnd.name(), frontEnd.input(sound)))) {
      long encodedAt = System.nanoTime();
      try (Decoder decoder = new Decoder(lease, rules, encoded.held("last_hidden_state"))) {
        float[] scores = decoder.begin();
        List<Hypothesis> found =
            beams <= 1
                ? List.of(greedy(decoder, scores, cap(sound), abandoned))
                : new BeamSearch(rules, beams)
                    .search(scores, new BatchDecoder(lease, rules, decoder), cap(sound), abandoned);
        return new Transcript(
            readings(found),
            decoder.noSpeech(),
            begun,
            encodedAt - begun,
            System.nanoTime() - encodedAt);
      }
    }
  }

  private int cap(float[] sound) {
    int samples = Math.max(sound.length, FrontEnd.LEAST_SAMPLES);
    int plausible = (int) (rules.tokensPerSecond() * samples / Resampler.RATE);
    return Math.min(rules.mostTokens(), Math.max(LEAST_CAP, plausible));
  }

  private Hypothesis greedy(Decoder decoder, float[] first, int cap, BooleanSupplier abandoned)
      throws ModelException {
    float[] scores = first;
    Hypothesis said = Hypothesis.EMPTY;
    while (true) {
      int token = Scores.best(scores, 0, scores.length);
      double log = Scores.log(scores, 0, scores.length, token);
      if (token == rules.end()) {
        return said.ended(log);
      }
      said = said.then(token, log);
      if (said.tokens().length >= cap || abandoned.getAsBoolean()) {
        return said;
      }
      scores = decoder.next(token);
    }
  }

  private List<Reading> readings(List<Hypothesis> found) {
    List<Reading> readings = new ArrayList<>();
    for (Hypothesis one : found) {
      String text = vocabulary.text(one.tokens(), one.tokens().length);
      if (readings.stream().noneMatch(other -> other.sameWords(text))) {
        readings.add(new Reading(text, one.tokens(), one.mean(), one.least()));
      }
    }
    return readings;
  }
}
