// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.audio.internal.recognise.Calibration;
import org.vestibule.audio.internal.recognise.CalibrationFit;
import org.vestibule.audio.internal.recognise.ConfidenceFeatures;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.evaluation.WrongUse;

/**
 * Fits the confidence of a recogniser: the probability that no more than a fifth of the words are
 * wrong. Reliability is reported on sentences that the fit did not see, in whatever noise; what
 * belongs into the manifest is fitted on all of them.
 */
final class CalibrationRun {
  private static final double FIFTH = 20;

  private record Case(ConfidenceFeatures features, boolean right, boolean held) {}

  private final Listener listener;
  private final ModelLease voice;
  private final PrintStream out;

  CalibrationRun(Listener listener, ModelLease voice, PrintStream out) {
    this.listener = listener;
    this.voice = voice;
    this.out = out;
  }

  /** Measures, prints reliability and parameters. */
  void print(List<Condition> conditions) throws ModelException, WrongUse {
    List<Case> cases = new ArrayList<>();
    for (Condition condition : conditions) {
      for (int i = 0; i < condition.sentences().size(); i++) {
        cases.add(judged(condition.sentences().get(i), i % 2 == 1));
      }
    }
    Calibration half = fit(cases.stream().filter(one -> !one.held()).toList());
    List<Case> held = cases.stream().filter(Case::held).toList();
    reliability("calibrated", held, half::probability);
    reliability("mean", held, features -> Math.exp(features.meanLogProbability()));
    fit(cases)
        .parameters()
        .forEach((name, value) -> out.printf(Locale.ROOT, "\"%s\": %.6f%n", name, value));
  }

  private Case judged(Sentence sentence, boolean held) throws ModelException {
    Transcript heard = listener.recogniser().transcribe(sentence.sound());
    ConfidenceFeatures features =
        ConfidenceFeatures.of(heard.best(), VoicedPart.of(voice, sentence.sound()));
    boolean right = Wer.of(sentence.words(), heard.text()).percent() <= FIFTH;
    return new Case(features, right, held);
  }

  private static Calibration fit(List<Case> cases) throws WrongUse {
    boolean[] right = new boolean[cases.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = cases.get(i).right();
    }
    try {
      return CalibrationFit.fit(cases.stream().map(Case::features).toList(), right);
    } catch (IllegalArgumentException e) {
      throw new WrongUse("Too little to fit on: " + e.getMessage() + "; add --data and ratios");
    }
  }

  private void reliability(
      String name, List<Case> cases, ToDoubleFunction<ConfidenceFeatures> confidence) {
    Reliability reliability = new Reliability();
    cases.forEach(one -> reliability.add(confidence.applyAsDouble(one.features()), one.right()));
    out.printf(Locale.ROOT, "ece_%s=%.4f%n", name, reliability.error());
    out.printf(Locale.ROOT, "n_%s=%d%n", name, reliability.count());
  }
}
