// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

/** Faces in a space, made up. */
public final class Embeddings {
  private Embeddings() {}

  public static Embedded of(String space, float... values) {
    return Embedded.of(space, values);
  }
}
