// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.vision.internal.picture.Picture;

/**
 * How much of a face seems to be covered. A bare face has about as much texture at each eye and at
 * the mouth as all over; a scarf, a mask, sunglasses or a hand have less. Texture is the mean
 * strength of the edges in the upright face at {@value #SIDE} pixels. The bounds are set so that a
 * bare face passes rather than a covered one is found: patterned cloth looks bare.
 *
 * @param eyes texture of the poorer eye by that of the face
 * @param mouth texture of the mouth by that of the face
 */
record Cover(double eyes, double mouth) {
  /** Nothing was asked. */
  static final Cover NONE = new Cover(1, 1);

  private static final int SIDE = 64;

  /** From here on there is all the texture that a bare face has. */
  private static final double BARE = 0.9;

  private static final double MOST = 0.4;

  /** Measures it; the points and the picture's window must be there. */
  static Cover of(Face face, Picture picture, Scratch scratch) {
    FloatBuffer grey = scratch.tensor(SIDE * SIDE);
    picture.grey(Alignment.toPicture(face.points(), SIDE), SIDE, SIDE, grey, 0, 1);
    double whole = texture(grey, 10, 20, 54, 60);
    double right = texture(grey, 15, 25, 29, 34);
    double left = texture(grey, 35, 25, 49, 34);
    double mouth = texture(grey, 23, 48, 41, 57);
    return whole > 0 ? new Cover(Math.min(right, left) / whole, mouth / whole) : NONE;
  }

  /** Returns how much seems to be covered, 0 to 1. */
  double share() {
    return Math.max(share(eyes), share(mouth));
  }

  private static double share(double texture) {
    return Math.max(0, 1 - texture / BARE);
  }

  /** Returns why the face cannot be judged, if so. */
  Optional<String> refusal() {
    if (share() < MOST) {
      return Optional.empty();
    }
    boolean mask = share(mouth) >= share(eyes);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s seem to be covered, by %.2f, less than %.2f is needed: take off %s",
            mask ? "mouth and chin" : "the eyes",
            share(),
            MOST,
            mask ? "mask or scarf" : "dark glasses, and take the hand away"));
  }

  private static double texture(FloatBuffer grey, int x0, int y0, int x1, int y1) {
    double sum = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        int at = y * SIDE + x;
        sum +=
            Math.abs(grey.get(at + 1) - grey.get(at - 1))
                + Math.abs(grey.get(at + SIDE) - grey.get(at - SIDE));
      }
    }
    return sum / ((x1 - x0) * (y1 - y0));
  }
}
