// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.vote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vestibule.api.face.FaceTemplate;

/**
 * The crops of one track that vote, all in one space: the last one, and the best of those before.
 * Not thread-safe.
 *
 * <p>The score of a template is the mean of the crops' cosines to it, weighted by their quality
 * (score-level fusion by a weighted sum: A. Ross, A. Jain, "Information fusion in biometrics",
 * Pattern Recognition Letters 24, 2003; weights from quality: N. Poh, J. Kittler, IEEE PAMI 34(1),
 * 2012). The score of a person is that of the best of their templates. With <i>m</i> the weighted
 * mean of the crops' directions this is <i>|m|</i> times the cosine of <i>m</i>, so one comparison
 * for each template is enough, however many crops vote.
 */
public final class Ballot {
  private final String space;
  private final int most;
  private final List<Crop> crops = new ArrayList<>();
  private FaceTemplate probe;
  private double agreement;

  /**
   * Begins without a vote.
   *
   * @param space the only one that votes here
   * @param most how many crops vote, from 1
   */
  public Ballot(String space, int most) {
    this.space = space;
    this.most = most;
  }

  /** Returns the space in which is voted. */
  public String space() {
    return space;
  }

  /**
   * Gives a crop its vote, and takes that of the worst of the earlier ones when there are too many.
   *
   * @throws IllegalArgumentException if it lies in another space
   */
  public void add(Crop crop) {
    if (!crop.embedded().template().space().equals(space)) {
      throw new IllegalArgumentException("a vote of another space than " + space);
    }
    if (crops.size() == most) {
      crops.remove(crops.stream().min(Comparator.comparingDouble(Crop::weight)).orElseThrow());
    }
    crops.add(crop);
    count();
  }

  private void count() {
    double[] sum = new double[crops.get(0).embedded().direction().length];
    double weights = 0;
    for (Crop crop : crops) {
      float[] direction = crop.embedded().direction();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += crop.weight() * direction[i];
      }
      weights += crop.weight();
    }
    double squares = 0;
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      squares += sum[i] * sum[i];
      mean[i] = (float) sum[i];
    }
    agreement = Math.sqrt(squares) / weights;
    // Crops that point in opposite directions agree on nothing.
    probe = agreement > 1e-6 ? FaceTemplate.of(space, mean) : crops.get(0).embedded().template();
  }

  /** Returns the crops that vote, the last one last; none before the first {@link #add}. */
  public List<Crop> crops() {
    return crops;
  }

  /** Returns the mean of the crops as a template. */
  public FaceTemplate probe() {
    return probe;
  }

  /** Returns how much the crops agree: the length of their mean, 0 to 1. */
  public double agreement() {
    return agreement;
  }

  /** Returns the best score among the templates; NaN when none of them lies in this space. */
  public float score(List<FaceTemplate> templates) {
    return (float) (agreement * best(probe, templates));
  }

  /** Returns the best cosine; NaN when nothing can be compared. */
  public static float best(FaceTemplate seen, List<FaceTemplate> templates) {
    float best = Float.NaN;
    for (FaceTemplate template : templates) {
      if (seen.comparableWith(template)) {
        float similarity = seen.similarity(template);
        if (!(similarity <= best)) {
          best = similarity;
        }
      }
    }
    return best;
  }
}
