// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import org.vestibule.api.face.FaceTemplate;

/**
 * A face in the space of one model, to be compared and to be averaged.
 *
 * @param template the face
 * @param direction the same, of length 1; nobody changes it
 */
public record Embedded(FaceTemplate template, float[] direction) {
  /**
   * Takes a network's output.
   *
   * @throws IllegalArgumentException if it is empty, zero or not finite
   */
  static Embedded of(String space, float[] output) {
    FaceTemplate template = FaceTemplate.of(space, output);
    double sum = 0;
    for (float value : output) {
      sum += (double) value * value;
    }
    double scale = 1 / Math.sqrt(sum);
    float[] direction = new float[output.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (output[i] * scale);
    }
    return new Embedded(template, direction);
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
