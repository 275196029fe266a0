// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.util.List;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.model.ModelException;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.Thresholds;
import org.vestibule.intent.internal.Utterance;

/**
 * Trains a head and sets its temperature and bounds: weights see the training file, temperature and
 * bounds the calibration file, nothing sees the test file. What visitors do not say is a class of
 * its own, {@code UNCLEAR}. The same input gives the same head.
 */
final class HeadTraining {
  /** Goes into the fingerprint: raise it when the method changes. */
  static final String VERSION = "1";

  /**
   * Strength of the penalty: 1/(C n) with this C. Of 3, 10, 30 and 100 it had the least negative
   * log likelihood on the calibration file.
   */
  private static final double C = 10;

  /** An emergency this likely is always reported, however many false alarms that gives. */
  private static final double MOST_EMERGENCY = 0.25;

  private static final double LEAST_EMERGENCY = 0.05;

  /** A false alarm costs a person one look, so that some are spent on missing fewer emergencies. */
  private static final double FALSE_ALARMS = 0.03;

  private static final List<Intent> LABELS = List.of(Intent.values());

  private final EncoderPack encoder;
  private final Utterances calibration;

  private HeadTraining(EncoderPack encoder, Utterances calibration) {
    this.encoder = encoder;
    this.calibration = calibration;
  }

  /** Trains. */
  static Head train(
      EncoderPack encoder,
      String encoderId,
      String fingerprint,
      Utterances training,
      Utterances calibration)
      throws ModelException {
    HeadTraining work = new HeadTraining(encoder, calibration);
    Head bare = work.fitted(encoderId, fingerprint, training);
    Head warm = with(bare, work.temperature(bare), Thresholds.OF_PACK);
    List<Judged> judged = Judged.all(encoder, warm, calibration);
    Thresholds bounds = OperatingPoint.shipped(judged, emergencyBound(judged));
    return with(warm, warm.temperature(), bounds);
  }

  private Head fitted(String encoderId, String fingerprint, Utterances training)
      throws ModelException {
    int count = training.all().size();
    float[][] samples = new float[count][];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      samples[n] = embed(training.all().get(n));
      labels[n] = LABELS.indexOf(training.all().get(n).wants());
    }
    byte[][] examples = new byte[training.inScope().size()][];
    for (int n = 0; n < examples.length; n++) {
      examples[n] = Head.rounded(embed(training.inScope().get(n)));
    }
    double[][] fit = SoftmaxRegression.fit(samples, labels, LABELS.size(), 1 / (C * count));
    int dimensions = samples[0].length;
    float[][] weights = new float[fit.length][dimensions];
    float[] bias = new float[fit.length];
    for (int k = 0; k < fit.length; k++) {
      for (int i = 0; i < dimensions; i++) {
        weights[k][i] = (float) fit[k][i];
      }
      bias[k] = (float) fit[k][dimensions];
    }
    return new Head(encoderId, fingerprint, LABELS, weights, bias, 1, Thresholds.OF_PACK, examples);
  }

  /** As the gateway would read it: cleaned, without denials. */
  private float[] embed(Utterances.Said said) throws ModelException {
    return encoder.embed(Utterance.of(said.sentence()).asked());
  }

  private static Head with(Head head, double temperature, Thresholds bounds) {
    return new Head(
        head.encoder(),
        head.fingerprint(),
        head.labels(),
        head.weights(),
        head.bias(),
        temperature,
        bounds,
        head.examples());
  }

  /** The temperature with the least negative log likelihood of the calibration sentences. */
  private double temperature(Head head) throws ModelException {
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int hundredths = 20; hundredths <= 300; hundredths += 5) {
      Head candidate = with(head, hundredths / 100.0, Thresholds.OF_PACK);
      double loss = 0;
      for (Utterances.Said said : calibration.all()) {
        double[] p = candidate.probabilities(embed(said));
        loss -= StrictMath.log(p[LABELS.indexOf(said.wants())]);
      }
      if (loss < least) {
        least = loss;
        best = hundredths / 100.0;
      }
    }
    return best;
  }

  /** The lowest bound at which the calibration file has no more false emergencies than allowed. */
  private static double emergencyBound(List<Judged> calibration) {
    List<Judged> harmless =
        calibration.stream().filter(one -> one.said().wants() != Intent.EMERGENCY).toList();
    for (double bound = LEAST_EMERGENCY; bound < MOST_EMERGENCY; bound += 0.01) {
      Thresholds candidate = new Thresholds(bound, 0, 0);
      long alarms =
          harmless.stream().filter(one -> one.answer(candidate) == Intent.EMERGENCY).count();
      if (alarms <= FALSE_ALARMS * harmless.size()) {
        return Math.round(bound * 100) / 100.0;
      }
    }
    return MOST_EMERGENCY;
  }
}
