// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import org.vestibule.api.face.FaceAnswer;

/**
 * What one look led to.
 *
 * @param answer the answer
 * @param space the embedding space in which the face was compared, empty when it was not
 * @param byCompanion whether the model that serves left the comparison to an older one
 */
record Judged(FaceAnswer answer, String space, boolean byCompanion) {
  /** Answered before a template was compared. */
  static Judged uncompared(FaceAnswer answer) {
    return new Judged(answer, "", false);
  }
}
