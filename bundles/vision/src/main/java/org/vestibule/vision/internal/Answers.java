// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import org.vestibule.api.face.FaceAnswer;

/** How answers of several people and pictures become one. */
final class Answers {
  private Answers() {}

  /** Returns how much an answer matters beside those of other people in the picture. */
  static int rank(FaceAnswer answer, boolean decided) {
    if (answer instanceof FaceAnswer.Spoof) {
      return decided ? 6 : 3;
    }
    if (answer instanceof FaceAnswer.Known) {
      return 5;
    }
    if (answer instanceof FaceAnswer.Unproven) {
      return 4;
    }
    if (answer instanceof FaceAnswer.Unknown) {
      return 2;
    }
    return answer instanceof FaceAnswer.PoorQuality ? 1 : 0;
  }

  /** Returns the answer with one more sentence behind its reason. */
  static FaceAnswer noted(FaceAnswer answer, String note) {
    String reason = answer.reason() + "; " + note;
    if (answer instanceof FaceAnswer.Known it) {
      return new FaceAnswer.Known(
          it.person(), it.similarity(), it.threshold(), it.liveness(), reason, it.timings());
    }
    if (answer instanceof FaceAnswer.Unproven it) {
      return new FaceAnswer.Unproven(
          it.person(), it.similarity(), it.liveness(), reason, it.timings());
    }
    if (answer instanceof FaceAnswer.Unknown it) {
      return new FaceAnswer.Unknown(it.similarity(), reason, it.timings());
    }
    if (answer instanceof FaceAnswer.Spoof it) {
      return new FaceAnswer.Spoof(it.liveness(), reason, it.timings());
    }
    return answer instanceof FaceAnswer.PoorQuality
        ? new FaceAnswer.PoorQuality(reason, answer.timings())
        : new FaceAnswer.NoFace(reason, answer.timings());
  }
}
