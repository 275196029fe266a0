// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.recognise.Calibration;
import org.vestibule.audio.internal.recognise.ConfidenceFeatures;
import org.vestibule.audio.internal.recognise.Gates;
import org.vestibule.audio.internal.recognise.HintOrder;
import org.vestibule.audio.internal.recognise.Reading;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.UnitNumbers;
import org.vestibule.audio.internal.recognise.Voicing;

/** Decides what of a transcript is told: noise must never become words. Thread-safe. */
final class Judge {
  /**
   * What is told.
   *
   * @param text empty when it is not believed
   * @param confidence 0 to 1; 0 when a gate was not passed
   * @param alternatives other readings, for the kinds of answer that want them
   * @param doubt why the text is empty, one sentence; else empty
   */
  record Judgement(
      String text, float confidence, List<SpeechEvent.Alternative> alternatives, String doubt) {}

  private final Calibration calibration;
  private final double minConfidence;
  private final SpeechWish wish;

  Judge(ModelManifest speech, double minConfidence, SpeechWish wish) {
    this.calibration = Calibration.of(speech);
    this.minConfidence = minConfidence;
    this.wish = wish;
  }

  /** Returns whether alternatives are worth the work. */
  static boolean wantsAlternatives(SpeechWish wish) {
    return wish.expects() == Expectation.UNIT || wish.expects() == Expectation.NAME;
  }

  /** Judges. */
  Judgement judge(Transcript heard, Voicing voicing) {
    String doubt = Gates.doubt(heard, voicing);
    if (!doubt.isEmpty()) {
      return new Judgement("", 0, List.of(), doubt);
    }
    double confidence = confidence(heard.best(), voicing);
    List<SpeechEvent.Alternative> alternatives = alternatives(heard, voicing, confidence);
    return confidence < minConfidence
        ? new Judgement(
            "", (float) confidence, alternatives, Gates.unsure(confidence, minConfidence))
        : new Judgement(heard.text(), (float) confidence, alternatives, "");
  }

  private double confidence(Reading reading, Voicing voicing) {
    return calibration.probability(ConfidenceFeatures.of(reading, voicing));
  }

  private List<SpeechEvent.Alternative> alternatives(
      Transcript heard, Voicing voicing, double best) {
    List<Reading> readings = heard.readings();
    return switch (wish.expects()) {
      case UNIT -> units(readings, voicing, best);
      case NAME ->
          new HintOrder(wish.hints())
              .order(readings.subList(1, readings.size())).stream()
                  .filter(reading -> !reading.text().isEmpty())
                  .map(reading -> alternative(reading.text(), reading, voicing, best))
                  .toList();
      case ANYTHING, YES_OR_NO -> List.of();
    };
  }

  /** Every reading as it stands on a door, the text's own too: that is not how it was said. */
  private List<SpeechEvent.Alternative> units(
      List<Reading> readings, Voicing voicing, double best) {
    Map<String, Reading> numbers = new LinkedHashMap<>();
    for (Reading reading : readings) {
      UnitNumbers.in(reading.text()).ifPresent(number -> numbers.putIfAbsent(number, reading));
    }
    List<String> hinted = new ArrayList<>(numbers.keySet());
    hinted.sort((one, other) -> Boolean.compare(hinted(other), hinted(one)));
    return hinted.stream()
        .map(number -> alternative(number, numbers.get(number), voicing, best))
        .toList();
  }

  private boolean hinted(String number) {
    return wish.hints().stream().anyMatch(number::equalsIgnoreCase);
  }

  /** Never surer than the best reading: the calibration was fitted on best ones. */
  private SpeechEvent.Alternative alternative(
      String text, Reading reading, Voicing voicing, double best) {
    return new SpeechEvent.Alternative(text, (float) Math.min(best, confidence(reading, voicing)));
  }
}
