// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.vestibule.api.model.ModelException;
import org.vestibule.audio.internal.recognise.Transcript;

/** What each listener made of each sentence. */
final class Answers {
  private final Map<String, Map<Condition, List<Wer>>> errors = new LinkedHashMap<>();
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  /** Has one condition recognised. */
  void measure(Listener listener, Condition condition) throws ModelException {
    List<Wer> sentences = new ArrayList<>();
    for (Sentence sentence : condition.sentences()) {
      long begun = System.nanoTime();
      Transcript heard = listener.recogniser().transcribe(sentence.sound());
      millis
          .computeIfAbsent(listener.name(), name -> new ArrayList<>())
          .add((System.nanoTime() - begun) / 1e6);
      sentences.add(Wer.of(sentence.words(), heard.text()));
    }
    errors
        .computeIfAbsent(listener.name(), name -> new LinkedHashMap<>())
        .put(condition, sentences);
  }

  /** Returns the names of the listeners in the order measured. */
  List<String> listeners() {
    return List.copyOf(errors.keySet());
  }

  /** Returns the conditions in the order measured. */
  List<Condition> conditions() {
    return errors.values().stream()
        .findFirst()
        .map(measured -> List.copyOf(measured.keySet()))
        .orElse(List.of());
  }

  /** Returns the errors of one condition, sentence by sentence. */
  List<Wer> of(String listener, Condition condition) {
    return errors.get(listener).get(condition);
  }

  /**
   * Returns the errors of several conditions, added up for each sentence: the same sentence in two
   * noises is no independent trial.
   */
  List<Wer> over(String listener, Predicate<Condition> chosen) {
    Map<String, Wer> sums = new LinkedHashMap<>();
    errors
        .get(listener)
        .forEach(
            (condition, wers) -> {
              for (int i = 0; chosen.test(condition) && i < wers.size(); i++) {
                String name = condition.band() + " " + condition.sentences().get(i).name();
                sums.merge(name, wers.get(i), (a, b) -> Wer.sum(List.of(a, b)));
              }
            });
    return List.copyOf(sums.values());
  }

  /** Returns the median time for a sentence, in milliseconds. */
  double medianMillis(String listener) {
    double[] sorted = millis.get(listener).stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
