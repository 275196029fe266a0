// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.Random;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;

/** Made-up faces: directions at random, and others near to one. */
public final class Faces {
  public static final String SPACE = "space-1";

  private final Random random;
  private final int length;

  public Faces(long seed, int length) {
    random = new Random(seed);
    this.length = length;
  }

  public static PersonId person(int number) {
    return new PersonId("person-" + number);
  }

  public static FaceTemplate face(float... embedding) {
    return FaceTemplate.of(SPACE, embedding);
  }

  public FaceTemplate anybody() {
    return near(new float[length], 1);
  }

  /** Returns a face whose direction differs by noise of so much in each number. */
  FaceTemplate near(FaceTemplate face, double noise) {
    return near(direction(face), noise);
  }

  static float[] direction(FaceTemplate face) {
    float[] direction = new float[face.length()];
    face.copyTo(direction, 0);
    return direction;
  }

  private FaceTemplate near(float[] direction, double noise) {
    float[] moved = new float[length];
    for (int i = 0; i < length; i++) {
      moved[i] = (float) (direction[i] + noise * random.nextGaussian());
    }
    return FaceTemplate.of(SPACE, moved);
  }
}
