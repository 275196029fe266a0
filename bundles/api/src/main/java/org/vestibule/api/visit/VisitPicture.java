// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A picture that is kept beside the story of a visit, where a site wishes that. The bytes are
 * shared, not copied: nobody changes them.
 *
 * @param capturedAt when light fell on the sensor
 * @param jpeg a JPEG, at most {@value #MOST} bytes
 * @param face where in it the face is that decided; empty where none is known to be in it
 */
public record VisitPicture(Instant capturedAt, byte[] jpeg, Optional<Face> face) {
  /** How many bytes one has at most. */
  public static final int MOST = 98_304;

  /** Shares add up to the edge no more exactly than this. */
  private static final double ROUNDING = 1e-6;

  /**
   * Where a face is in the picture: nothing of whose it is.
   *
   * @param left where its box begins, as a share of the picture's width, 0 to 1
   * @param top as a share of the picture's height, 0 at the top, 1 at the bottom
   * @param width as a share of the picture's width, above 0
   * @param height as a share of the picture's height, above 0
   */
  public record Face(double left, double top, double width, double height) {
    /** Refuses what is not within the picture. */
    public Face {
      if (!within(left, width) || !within(top, height)) {
        throw new IllegalArgumentException("a face that is not within its picture");
      }
    }

    /** Returns it; empty when it is not within the picture. */
    public static Optional<Face> of(double left, double top, double width, double height) {
      return within(left, width) && within(top, height)
          ? Optional.of(new Face(left, top, width, height))
          : Optional.empty();
    }

    /** What is no number is within nothing. */
    private static boolean within(double begin, double length) {
      return begin >= 0 && length > 0 && begin + length <= 1 + ROUNDING;
    }
  }

  /** Refuses one that is empty or too large. */
  public VisitPicture {
    Objects.requireNonNull(capturedAt, "capturedAt");
    Objects.requireNonNull(face, "face");
    if (jpeg.length == 0 || jpeg.length > MOST) {
      throw new IllegalArgumentException(
          "a picture of " + jpeg.length + " bytes; allowed: 1 to " + MOST);
    }
  }

  /** One in which no face is known to have decided. */
  public VisitPicture(Instant capturedAt, byte[] jpeg) {
    this(capturedAt, jpeg, Optional.empty());
  }

  @Override
  public String toString() {
    return "VisitPicture[" + capturedAt + ", ***]";
  }
}
