// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.Objects;

/**
 * A face as a point on the unit sphere of one model's embedding space.
 *
 * <p>It can be compared, and copied by the few who search or seal: there is no codec and no serial
 * form, and its text says nothing of it, so no exporter, message or page can carry one. Immutable.
 */
public final class FaceTemplate {
  private final String space;
  private final float[] direction;

  private FaceTemplate(String space, float[] direction) {
    this.space = space;
    this.direction = direction;
  }

  /**
   * Normalises an embedding to unit length.
   *
   * @param space the embedding model's space, see {@link
   *     org.vestibule.api.model.ModelManifest#space()}; templates of two spaces are never compared
   * @param embedding the model's output, any length from 1, copied
   * @throws IllegalArgumentException if the embedding is empty, zero, or not finite
   */
  public static FaceTemplate of(String space, float[] embedding) {
    Objects.requireNonNull(space, "space");
    double sum = 0;
    for (float value : embedding) {
      sum += (double) value * value;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException("embedding is empty, zero or not finite");
    }
    float scale = (float) (1 / Math.sqrt(sum));
    float[] direction = new float[embedding.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = embedding[i] * scale;
    }
    return new FaceTemplate(space, direction);
  }

  /** Returns the embedding space that this lies in. */
  public String space() {
    return space;
  }

  /** Returns whether both lie in the same space. */
  public boolean comparableWith(FaceTemplate other) {
    return space.equals(other.space) && direction.length == other.direction.length;
  }

  /**
   * Returns the cosine similarity, -1 to 1.
   *
   * @throws IllegalArgumentException if the two lie in different spaces
   */
  public float similarity(FaceTemplate other) {
    if (!comparableWith(other)) {
      throw new IllegalArgumentException(
          "templates of " + space + " and " + other.space + " cannot be compared");
    }
    float dot = 0;
    for (int i = 0; i < direction.length; i++) {
      dot += direction[i] * other.direction[i];
    }
    return dot;
  }

  /** Returns how many numbers it has. */
  public int length() {
    return direction.length;
  }

  /**
   * Copies its direction, of length 1, for a search over many or for sealing. A test of the house
   * fails when any bundle but those that seal and compare calls this.
   *
   * @throws IndexOutOfBoundsException if there is too little room
   */
  public void copyTo(float[] target, int offset) {
    System.arraycopy(direction, 0, target, offset, direction.length);
  }

  @Override
  public String toString() {
    return "FaceTemplate[" + space + "]";
  }
}
