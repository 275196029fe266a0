// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.audio.internal.recognise.Calibration;
import org.vestibule.audio.internal.recognise.CalibrationFit;
import org.vestibule.audio.internal.recognise.ConfidenceFeatures;

/**
 * Whether the confidence is what its description says, on recordings that {@code
 * vestibule.recordings} names: a folder with {@code ref.txt}, lines of {@code name|sentence}, and
 * folders of {@code name*.wav}. Fitted on half of the sentences, measured on the others, and the
 * other way round. Prints what belongs into the manifest: the fit on all of them.
 */
class ConfidenceOnRecordingsTest {
  private static final int BINS = 10;

  private record Case(int sentence, ConfidenceFeatures features, boolean right) {}

  @ParameterizedTest
  @ValueSource(strings = {"moonshine-base", "moonshine-tiny"})
  void theCalibratedConfidenceIsNearerToTheTruthThanTheMeanProbability(String pack)
      throws Exception {
    String named = System.getProperty("vestibule.recordings");
    Assumptions.assumeTrue(named != null, "name recordings with -Dvestibule.recordings=FOLDER");
    List<Case> cases = cases(Path.of(named), pack);
    double[] calibrated = new double[cases.size()];
    double[] plain = new double[cases.size()];
    for (int half = 0; half < 2; half++) {
      int other = 1 - half;
      Calibration fitted = fit(cases.stream().filter(one -> one.sentence() % 2 == other).toList());
      for (int i = 0; i < calibrated.length; i++) {
        if (cases.get(i).sentence() % 2 == half) {
          calibrated[i] = fitted.probability(cases.get(i).features());
          plain[i] = Math.exp(cases.get(i).features().meanLogProbability());
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: n = %d, right %d; ECE %.3f (mean probability: %.3f), Brier %.3f (%.3f)%n",
        pack,
        cases.size(),
        cases.stream().filter(Case::right).count(),
        error(cases, calibrated),
        error(cases, plain),
        brier(cases, calibrated),
        brier(cases, plain));
    fit(cases)
        .parameters()
        .forEach((key, value) -> System.out.printf(Locale.ROOT, "\"%s\": %.4f%n", key, value));
    assertThat(error(cases, calibrated)).isLessThan(error(cases, plain));
  }

  private static Calibration fit(List<Case> cases) {
    boolean[] right = new boolean[cases.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = cases.get(i).right();
    }
    return CalibrationFit.fit(cases.stream().map(Case::features).toList(), right);
  }

  private static List<Case> cases(Path folder, String pack) throws Exception {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("ref.txt"))) {
      sentences.put(line.substring(0, line.indexOf('|')), line.substring(line.indexOf('|') + 1));
    }
    List<String> names = List.copyOf(sentences.keySet());
    List<Case> cases = new ArrayList<>();
    SpeechProbe probe = new SpeechProbe();
    try (RealModels models = RealModels.open();
        Stream<Path> files = Files.walk(folder)) {
      if (!serving(models).equals(pack)) {
        models.store().activate(pack, "test");
      }
      for (Path file : files.filter(one -> one.toString().endsWith(".wav")).sorted().toList()) {
        String name = file.getFileName().toString().split("[_.]")[0];
        short[] sound = Sounds.wav(file);
        Optional<SpeechProbe.Heard> heard = probe.hear(models.store(), sound, Sounds.rate(file));
        if (heard.isPresent() && heard.get().doubt().isEmpty()) {
          double rate = WordErrors.rate(sentences.get(name), heard.get().transcript().text());
          cases.add(new Case(names.indexOf(name), heard.get().features(), rate <= 0.2));
        }
      }
      models.store().activate("moonshine-base", "test");
    }
    return cases;
  }

  private static String serving(RealModels models) throws Exception {
    try (ModelLease lease = models.store().lease(ModelSlots.SPEECH)) {
      return lease.manifest().name();
    }
  }

  /** Expected calibration error (Naeini et al. 2015), equal bins. */
  private static double error(List<Case> cases, double[] confidence) {
    double[] sum = new double[BINS];
    for (int i = 0; i < confidence.length; i++) {
      int bin = Math.min(BINS - 1, (int) (BINS * confidence[i]));
      sum[bin] += confidence[i] - (cases.get(i).right() ? 1 : 0);
    }
    double error = 0;
    for (double one : sum) {
      error += Math.abs(one) / confidence.length;
    }
    return error;
  }

  private static double brier(List<Case> cases, double[] confidence) {
    double sum = 0;
    for (int i = 0; i < confidence.length; i++) {
      sum += Math.pow(confidence[i] - (cases.get(i).right() ? 1 : 0), 2);
    }
    return sum / confidence.length;
  }
}
