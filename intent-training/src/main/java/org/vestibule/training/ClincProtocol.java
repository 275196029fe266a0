// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.intent.internal.train.BaseEmbeddings;
import org.vestibule.intent.internal.train.SoftmaxRegression;

/**
 * The method on CLINC150 by its own protocol (Larson et al. 2019, "An Evaluation Dataset for Intent
 * Classification and Out-of-Scope Prediction", section 4): in-scope accuracy and out-of-scope
 * recall, all bounds and weights chosen on the validation sentences.
 */
final class ClincProtocol {
  private static final double C = 10;
  private static final double SMALL_GRADIENT = 1e-5;

  private final PrintStream out;
  private final Options options;

  ClincProtocol(PrintStream out, Options options) {
    this.out = out;
    this.options = options;
  }

  /**
   * Measures and prints.
   *
   * @throws VestibuleException {@code data-invalid}, {@code model-*}
   */
  void run() throws VestibuleException, IOException {
    ClincData data = ClincData.read(options.data());
    Map<String, float[]> known = embedded(data);
    long start = System.nanoTime();
    List<ClincData.Said> train = data.split("train");
    float[][] samples = rows(train, known);
    int[] labels = train.stream().mapToInt(ClincData.Said::label).toArray();
    int classes = data.labels().size();
    double[][] fit =
        SoftmaxRegression.fit(samples, labels, classes, 1 / (C * samples.length), SMALL_GRADIENT);
    line("fitted %d classes from %d sentences in %.1f s", classes, labels.length, since(start));
    ClincSplit validation = split(data, known, fit, samples, "val");
    ClincSplit test = split(data, known, fit, samples, "test");
    RejectionScore score = RejectionScore.chosen(validation);
    line("rejection score, chosen on validation: %s", score.shown());
    line("");
    line("%-40s %18s %18s", "", "in scope right", "out of scope found");
    point("validation", "the paper's bound", score, score.paper(validation), test);
    point("balanced", "in scope + out of scope balanced", score, score.balanced(validation), test);
    trainedClass(data, known, samples, labels, test);
    line("n_test=%d", data.split("test").size());
    line("n_oos=%d", data.split("oos_test").size());
  }

  private Map<String, float[]> embedded(ClincData data) throws VestibuleException, IOException {
    try (EncoderPack encoder = new EncoderPack(options.packs(), null)) {
      return BaseEmbeddings.of(
          options.packs().resolveSibling("cache"),
          EncoderPack.id(options.packs()),
          data.sentences(),
          encoder,
          done -> {
            if (done % 5_000 == 0) {
              line("embedded %d of %d sentences", done, data.sentences().size());
            }
          });
    }
  }

  private static ClincSplit split(
      ClincData data, Map<String, float[]> known, double[][] fit, float[][] samples, String name)
      throws ModelException {
    List<ClincData.Said> all = new ArrayList<>(data.split(name));
    all.addAll(data.split("oos_" + name));
    return ClincSplit.of(
        all.stream().mapToInt(ClincData.Said::label).toArray(), rows(all, known), fit, samples);
  }

  private void point(
      String key, String title, RejectionScore score, double bound, ClincSplit test) {
    Share inScope = test.inScope(score, bound);
    Share outside = test.outside(score, bound);
    line("%-40s %s", title, inScope.shown());
    line("%-40s %s", "", outside.shown());
    line("in_scope_accuracy_%s=%.4f", key, inScope.value());
    line("oos_recall_%s=%.4f", key, outside.value());
  }

  /** The other method of the paper: out of scope as a class that is trained. */
  private void trainedClass(
      ClincData data,
      Map<String, float[]> known,
      float[][] samples,
      int[] labels,
      ClincSplit test) {
    List<ClincData.Said> outside = data.split("oos_train");
    float[][] more = Arrays.copyOf(samples, samples.length + outside.size());
    int[] moreLabels = Arrays.copyOf(labels, more.length);
    float[][] rows = rows(outside, known);
    System.arraycopy(rows, 0, more, samples.length, rows.length);
    Arrays.fill(moreLabels, labels.length, moreLabels.length, data.labels().size());
    double[][] fit =
        SoftmaxRegression.fit(
            more, moreLabels, data.labels().size() + 1, 1 / (C * more.length), SMALL_GRADIENT);
    int right = 0;
    int found = 0;
    int inScope = 0;
    for (int n = 0; n < test.labels().length; n++) {
      int answer = ClincSplit.best(ClincSplit.logits(fit, test.rows()[n]));
      boolean outOf = test.labels()[n] < 0;
      inScope += outOf ? 0 : 1;
      right += answer == test.labels()[n] ? 1 : 0;
      found += outOf && answer == data.labels().size() ? 1 : 0;
    }
    Share accuracy = new Share(right, inScope);
    Share recall = new Share(found, test.labels().length - inScope);
    line("%-40s %s", "out of scope as a trained class", accuracy.shown());
    line("%-40s %s", "", recall.shown());
    line("in_scope_accuracy_oos_train=%.4f", accuracy.value());
    line("oos_recall_oos_train=%.4f", recall.value());
  }

  private static float[][] rows(List<ClincData.Said> said, Map<String, float[]> known) {
    return said.stream().map(one -> known.get(one.sentence())).toArray(float[][]::new);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private void line(String form, Object... values) {
    out.println(String.format(Locale.ROOT, form, values));
  }
}
