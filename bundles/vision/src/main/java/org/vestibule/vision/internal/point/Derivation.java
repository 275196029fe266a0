// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.face.OperatingPoint.Proof;

/**
 * From a stated bound to a threshold. An attempt that is compared with k templates has k chances,
 * so each comparison may have the rate {@code 1 - (1 - FAR)^(1/k)} (as for independent comparisons,
 * ISO/IEC 19795-1; those with templates of one person depend on each other, which makes it
 * stricter).
 *
 * @param settings what was stated
 * @param space the embedding space
 * @param own the threshold that the pack names, never undercut
 * @param serving whether the space is that of the model that serves
 * @param impostors who stands for strangers
 */
record Derivation(
    ThresholdSettings settings,
    String space,
    double own,
    boolean serving,
    Optional<Impostors> impostors) {

  /** Derives the operating point of attempts with so many comparisons. */
  OperatingPoint point(int comparisons) {
    double configured = settings.similarityThreshold();
    if (configured > 0 && serving) {
      return of(comparisons, configured, Proof.CONFIGURED, " It was set by a person.");
    }
    // It was chosen for the model that serves: it makes an older one stricter, never laxer.
    double least = Math.max(own, configured);
    if (impostors.isEmpty()) {
      return of(comparisons, least, Proof.NO_COHORT, " It is the model's own.");
    }
    ImpostorEvidence evidence = impostors.get().evidence();
    double rate = perComparison(settings.maxFalseAcceptRate(), comparisons);
    boolean provable = evidence.provable() <= rate;
    double wanted = Math.max(least, provable ? evidence.proven(rate) : evidence.estimated(rate));
    double most = Math.max(least, settings.maxSimilarityThreshold());
    if (wanted > most) {
      String held =
          String.format(
              Locale.ROOT,
              " The bound would take %s; it is held at maxSimilarityThreshold.",
              wanted < 1 ? String.format(Locale.ROOT, "%.3f", wanted) : "more than any face has");
      boolean missed = evidence.estimate(most) > rate;
      return of(comparisons, most, missed ? Proof.MISSED : Proof.NOT_PROVABLE, held);
    }
    return of(comparisons, wanted, provable ? Proof.PROVEN : Proof.NOT_PROVABLE, "");
  }

  private OperatingPoint of(int comparisons, double threshold, Proof proof, String why) {
    double estimated = Double.NaN;
    double upper = Double.NaN;
    double provable = Double.NaN;
    if (impostors.isPresent()) {
      ImpostorEvidence evidence = impostors.get().evidence();
      estimated = perAttempt(evidence.estimate(threshold), comparisons);
      upper = perAttempt(evidence.upper(threshold), comparisons);
      provable = perAttempt(evidence.provable(), comparisons);
    }
    return new OperatingPoint(
        space,
        settings.maxFalseAcceptRate(),
        comparisons,
        threshold,
        proof,
        impostors.map(Impostors::summary).orElse(OperatingPoint.Cohort.NONE),
        estimated,
        upper,
        provable,
        Instant.now(),
        sentence(comparisons, threshold, proof, why, estimated, upper, provable));
  }

  private String sentence(
      int comparisons,
      double threshold,
      Proof proof,
      String why,
      double estimated,
      double upper,
      double provable) {
    String head =
        String.format(
            Locale.ROOT,
            "A face must be more similar than %.3f in an attempt with %d %s.%s",
            threshold,
            comparisons,
            comparisons == 1 ? "comparison" : "comparisons",
            why);
    if (impostors.isEmpty()) {
      return head + " Nothing is known of its false accepts: there is no cohort in this space.";
    }
    ImpostorEvidence evidence = impostors.get().evidence();
    String bound = oneIn(settings.maxFalseAcceptRate());
    String data =
        String.format(
            Locale.ROOT,
            "%,d people, %,d pairs, worth %,d independent ones",
            evidence.people(),
            evidence.size(),
            Math.round(evidence.effective()));
    String said =
        switch (proof) {
          case PROVEN ->
              " At most " + bound + " false accepts are proven with this data: " + data + ".";
          case NOT_PROVABLE ->
              " At most "
                  + bound
                  + " is not provable with this data: "
                  + data
                  + ", can prove at best "
                  + oneIn(provable)
                  + ".";
          case MISSED ->
              " At most "
                  + bound
                  + " is missed on this data: "
                  + data
                  + ", can prove at best "
                  + oneIn(provable)
                  + ".";
          default -> " This data bounds false accepts by " + oneIn(upper) + ": " + data + ".";
        };
    return head + said + " Estimate: " + oneIn(estimated) + ". " + whose();
  }

  private String whose() {
    return "The impostors are "
        + impostors.get().origin()
        + (impostors.get().generated()
            ? "; no camera saw them, so this says little about real strangers."
            : ".");
  }

  private static String oneIn(double rate) {
    return rate > 0.5
        ? "every one"
        : String.format(Locale.ROOT, "1 in %,d", Math.round(Math.min(1e15, 1 / rate)));
  }

  /** Returns the rate that each of {@code k} comparisons may have. */
  static double perComparison(double rate, int k) {
    return -Math.expm1(Math.log1p(-rate) / k);
  }

  /** Returns the rate that {@code k} comparisons have together. */
  static double perAttempt(double rate, int k) {
    return rate >= 1 ? 1 : -Math.expm1(k * Math.log1p(-rate));
  }
}
