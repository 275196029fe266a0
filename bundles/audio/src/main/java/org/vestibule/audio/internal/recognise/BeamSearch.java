// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.vestibule.api.model.ModelException;

/**
 * Several readings of the same sound: beam search, ranked by the mean logarithm of the tokens'
 * probabilities (Sutskever et al. 2014, section 3.2; length normalisation as Wu et al. 2016,
 * section 7, with alpha 1). It ends when as many texts have ended as the beam is wide, and none
 * that goes on is better than the best of them. Not thread-safe.
 */
final class BeamSearch {
  private record Candidate(int parent, int token, double log, double sum) {}

  private final DecoderRules rules;
  private final int width;
  private final List<Hypothesis> ended = new ArrayList<>();
  private List<Hypothesis> live = List.of(Hypothesis.EMPTY);

  BeamSearch(DecoderRules rules, int width) {
    this.rules = rules;
    this.width = width;
  }

  /**
   * Searches.
   *
   * @param scores of the first token
   * @return the readings, the best first; at least one
   */
  List<Hypothesis> search(float[] scores, BatchDecoder decoder, int cap, BooleanSupplier abandoned)
      throws ModelException {
    float[] rows = scores;
    int length = 0;
    while (length++ < cap && !abandoned.getAsBoolean()) {
      List<Candidate> kept = advance(rows);
      if (kept.isEmpty() || decided() || length == cap) {
        break;
      }
      rows =
          decoder.next(
              kept.stream().mapToInt(Candidate::parent).toArray(),
              kept.stream().mapToLong(Candidate::token).toArray());
    }
    List<Hypothesis> found = new ArrayList<>(ended);
    if (found.isEmpty()) {
      found.addAll(live);
    }
    found.sort(Comparator.comparingDouble(Hypothesis::mean).reversed());
    return found.subList(0, Math.min(width, found.size()));
  }

  private boolean decided() {
    return ended.size() >= width && best(ended) >= best(live);
  }

  private static double best(List<Hypothesis> some) {
    return some.stream().mapToDouble(Hypothesis::mean).max().orElse(Double.NEGATIVE_INFINITY);
  }

  private List<Candidate> advance(float[] rows) {
    List<Candidate> kept = new ArrayList<>();
    List<Hypothesis> next = new ArrayList<>();
    for (Candidate candidate : candidates(rows)) {
      Hypothesis parent = live.get(candidate.parent());
      if (candidate.token() == rules.end()) {
        ended.add(parent.ended(candidate.log()));
      } else if (next.size() < width) {
        kept.add(candidate);
        next.add(parent.then(candidate.token(), candidate.log()));
      }
      if (next.size() == width) {
        break;
      }
    }
    live = next.isEmpty() ? live : next;
    return kept;
  }

  private List<Candidate> candidates(float[] rows) {
    int size = rows.length / live.size();
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < live.size(); row++) {
      int from = row * size;
      double sum = Scores.logSum(rows, from, from + size);
      for (int token : Scores.best(rows, from, from + size, Math.min(size, width + 1))) {
        double log = rows[from + token] - sum;
        candidates.add(new Candidate(row, token, log, live.get(row).logProbability() + log));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::sum).reversed());
    return candidates;
  }
}
