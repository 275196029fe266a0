// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.camera;

import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Picture;

/**
 * What is special about one camera.
 *
 * @param lens its distortion
 * @param infrared whether its pictures are infrared; see {@link #grey}
 * @param minSharpness see the vision settings; NaN takes theirs
 * @param stricterBy added to the threshold of similarity, from 0: a poor camera may make it
 *     stricter, never laxer
 */
public record CameraProfile(Lens lens, Infrared infrared, double minSharpness, double stricterBy) {
  /** Whether a camera sees infrared light. */
  public enum Infrared {
    /** By each picture: some cameras change over at night. */
    AUTO,
    /** Always. */
    TRUE,
    /** Never. */
    FALSE
  }

  /** An ordinary camera. */
  public static final CameraProfile ORDINARY =
      new CameraProfile(Lens.NONE, Infrared.AUTO, Double.NaN, 0);

  /** Returns whether the picture has no colours that could be asked: infrared, or grey. */
  public boolean grey(Picture picture) {
    return switch (infrared) {
      case TRUE -> true;
      case FALSE -> false;
      case AUTO -> !picture.colourful();
    };
  }
}
