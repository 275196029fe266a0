// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.List;

/**
 * Word errors of one sentence or of many: substitutions, insertions and deletions of the shortest
 * edit (Levenshtein 1966) over the number of words said.
 *
 * @param errors words wrong
 * @param words words said
 */
record Wer(int errors, int words) {
  /** Nothing yet. */
  static final Wer NONE = new Wer(0, 0);

  /** Compares two texts after {@link Normaliser}. */
  static Wer of(String said, String heard) {
    List<String> reference = Normaliser.words(said);
    return new Wer(distance(reference, Normaliser.words(heard)), reference.size());
  }

  /** Returns the sum over these. */
  static Wer sum(List<Wer> sentences) {
    Wer sum = NONE;
    for (Wer sentence : sentences) {
      sum = new Wer(sum.errors + sentence.errors, sum.words + sentence.words);
    }
    return sum;
  }

  /** Returns errors over words, in percent; above 100 where much was made up. */
  double percent() {
    return words == 0 ? 0 : 100.0 * errors / words;
  }

  /** Returns the least number of words to change. */
  static int distance(List<String> reference, List<String> hypothesis) {
    int[] row = new int[hypothesis.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= reference.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = reference.get(i - 1).equals(hypothesis.get(j - 1)) ? 0 : 1;
        int best = Math.min(diagonal + same, Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = best;
      }
    }
    return row[hypothesis.size()];
  }
}
