// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import org.vestibule.api.face.FaceAnswer;

/** Answers that say more than they did. */
final class Answers {
  private Answers() {}

  /** Returns the answer with one more sentence behind its reason. */
  static FaceAnswer noted(FaceAnswer answer, String note) {
    String reason = answer.reason() + "; " + note;
    if (answer instanceof FaceAnswer.Known it) {
      return new FaceAnswer.Known(
          it.person(),
          it.similarity(),
          it.threshold(),
          it.liveness(),
          reason,
          it.timings(),
          it.renewal());
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
