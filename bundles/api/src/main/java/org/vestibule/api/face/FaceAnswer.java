// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.List;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.StageTiming;

/**
 * What the pictures say about the claim. {@link Unknown} is a first-class answer and wins ties.
 *
 * <p>Each answer carries its {@linkplain #reason() reason} with the deciding value and its bound,
 * and the {@linkplain #timings() stages} that led to it.
 */
public sealed interface FaceAnswer {
  /** Returns one sentence with the deciding value and its bound. */
  String reason();

  /** Returns the stages, starting at the call. */
  List<StageTiming> timings();

  /**
   * The person is who they claim to be, and is alive.
   *
   * @param person who
   * @param similarity cosine to the best template, -1 to 1
   * @param threshold the bound that it passed
   * @param liveness the liveness score, 0 to 1
   * @param reason one sentence
   * @param timings stages
   */
  record Known(
      PersonId person,
      float similarity,
      float threshold,
      float liveness,
      String reason,
      List<StageTiming> timings)
      implements FaceAnswer {}

  /**
   * A live face that does not match the claim.
   *
   * @param similarity cosine to the best template, or NaN when there was none to compare with
   */
  record Unknown(float similarity, String reason, List<StageTiming> timings)
      implements FaceAnswer {}

  /**
   * The claimed face, of which nothing proves that it is alive, and nothing that it is not.
   *
   * @param person who it looks like
   * @param similarity cosine to the best template, -1 to 1
   * @param liveness the liveness score, 0 to 1
   */
  record Unproven(
      PersonId person, float similarity, float liveness, String reason, List<StageTiming> timings)
      implements FaceAnswer {}

  /** No face was found. */
  record NoFace(String reason, List<StageTiming> timings) implements FaceAnswer {}

  /** A face that is too small, too dark, too blurred or cut off to be judged. */
  record PoorQuality(String reason, List<StageTiming> timings) implements FaceAnswer {}

  /**
   * A print, a replay or another artefact.
   *
   * @param liveness the liveness score, 0 to 1
   */
  record Spoof(float liveness, String reason, List<StageTiming> timings) implements FaceAnswer {}
}
