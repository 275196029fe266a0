// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;

/**
 * How a family's manifest wants its pixels: {@code (value - mean) / scale}, blue first if {@code
 * bgr}.
 */
public record PixelScale(float mean, float scale, boolean bgr) {
  /** Reads the parameters {@code mean}, {@code scale} and {@code bgr}. */
  public static PixelScale of(ModelManifest manifest) throws ModelException {
    return of(manifest, "mean", "scale", manifest.parameter("bgr") != 0);
  }

  /** Reads the parameters {@code landmarkMean} and {@code landmarkScale} of a grey input. */
  public static PixelScale ofLandmarks(ModelManifest manifest) throws ModelException {
    return of(manifest, "landmarkMean", "landmarkScale", false);
  }

  /** Reads the parameters of those names. */
  public static PixelScale of(ModelManifest manifest, String mean, String scale, boolean bgr)
      throws ModelException {
    float divisor = (float) manifest.parameter(scale);
    if (!(divisor > 0)) {
      throw NetworkInput.invalid(manifest, "parameter '" + scale + "' = " + divisor);
    }
    return new PixelScale((float) manifest.parameter(mean), divisor, bgr);
  }
}
