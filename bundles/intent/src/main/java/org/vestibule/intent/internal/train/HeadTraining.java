// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.model.ModelException;
import org.vestibule.intent.internal.Examples;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.Label;
import org.vestibule.intent.internal.Softmax;
import org.vestibule.intent.internal.Thresholds;
import org.vestibule.intent.internal.Utterance;

/**
 * Trains a head and calibrates it: weights see the training sentences, temperature, share of the
 * neighbours and bounds the calibration sentences, nothing sees test sentences. What visitors do
 * not say is a class of its own, {@code UNCLEAR}. The same input gives the same head.
 */
public final class HeadTraining {
  /** Goes into the fingerprint: raise it when the method changes. */
  public static final String VERSION = "2";

  /** The labels that come along. */
  public static final List<Label> BUILT_IN =
      Arrays.stream(Intent.values())
          .filter(intent -> intent != Intent.UNKNOWN_LANGUAGE)
          .map(Label::of)
          .toList();

  /** Strength of the penalty: 1/(C n) with this C. */
  private static final double C = 10;

  private static final double SMALL_GRADIENT = 1e-5;

  /** What a site took the trouble to teach counts as so many sentences that came along. */
  private static final int TAUGHT_COUNTS = 4;

  private final Embedder encoder;
  private final String encoderId;
  private final String fingerprint;
  private final Utterances training;
  private final Utterances calibration;

  /**
   * @param encoderId id of what embeds
   * @param fingerprint hash of all that is trained from
   */
  public HeadTraining(
      Embedder encoder,
      String encoderId,
      String fingerprint,
      Utterances training,
      Utterances calibration) {
    this.encoder = encoder;
    this.encoderId = encoderId;
    this.fingerprint = fingerprint;
    this.training = training;
    this.calibration = calibration;
  }

  /** Trains the head that comes along. */
  public Head base() throws ModelException {
    return calibrated(BUILT_IN, List.of(), null);
  }

  /**
   * Trains a head with what a site taught. The base guards it.
   *
   * @param own labels of the site
   * @param taught in an order of its own, so that the order of teaching does not matter
   */
  public Head taught(Head base, List<Label> own, List<Utterances.Said> taught)
      throws ModelException {
    List<Label> labels = new ArrayList<>(BUILT_IN);
    labels.addAll(own);
    return calibrated(labels, taught, base);
  }

  private Head calibrated(List<Label> labels, List<Utterances.Said> taught, Head guard)
      throws ModelException {
    Head bare = fitted(labels, taught, guard);
    Calibration.Mix mix = Calibration.of(encoder, bare, calibration);
    Head mixed = with(bare, mix.temperature(), mix.share(), Thresholds.OF_PACK);
    List<Judged> judged = Judged.all(encoder, mixed, calibration);
    double emergency = OperatingPoint.emergency(judged);
    return with(mixed, mix.temperature(), mix.share(), OperatingPoint.shipped(judged, emergency));
  }

  private Head fitted(List<Label> labels, List<Utterances.Said> taught, Head guard)
      throws ModelException {
    List<float[]> samples = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    List<byte[]> rows = new ArrayList<>();
    List<Utterances.Said> all = new ArrayList<>(training.all());
    all.addAll(taught);
    int[] examples = new int[all.size()];
    for (int n = 0; n < all.size(); n++) {
      float[] embedding = embed(encoder, all.get(n));
      int label = labels.indexOf(all.get(n).label());
      rows.add(Examples.rounded(embedding));
      examples[n] = label;
      for (int times = n < training.all().size() ? 1 : TAUGHT_COUNTS; times > 0; times--) {
        samples.add(embedding);
        classes.add(label);
      }
    }
    double[][] fit =
        SoftmaxRegression.fit(
            samples.toArray(float[][]::new),
            classes.stream().mapToInt(Integer::intValue).toArray(),
            labels.size(),
            1 / (C * samples.size()),
            SMALL_GRADIENT);
    return new Head(
        encoderId,
        fingerprint,
        labels,
        softmax(fit),
        0,
        Thresholds.OF_PACK,
        new Examples(rows.toArray(byte[][]::new), examples),
        guard);
  }

  private static Softmax softmax(double[][] fit) {
    int dimensions = fit[0].length - 1;
    float[][] weights = new float[fit.length][dimensions];
    float[] bias = new float[fit.length];
    for (int k = 0; k < fit.length; k++) {
      for (int i = 0; i < dimensions; i++) {
        weights[k][i] = (float) fit[k][i];
      }
      bias[k] = (float) fit[k][dimensions];
    }
    return new Softmax(weights, bias, 1);
  }

  /** As the gateway would read it: cleaned, without denials. */
  static float[] embed(Embedder encoder, Utterances.Said said) throws ModelException {
    return encoder.embed(Utterance.of(said.sentence()).asked());
  }

  private static Head with(Head head, double temperature, double share, Thresholds bounds) {
    return new Head(
        head.encoder(),
        head.fingerprint(),
        head.labels(),
        new Softmax(head.softmax().weights(), head.softmax().bias(), temperature),
        share,
        bounds,
        head.examples(),
        head.guard());
  }
}
