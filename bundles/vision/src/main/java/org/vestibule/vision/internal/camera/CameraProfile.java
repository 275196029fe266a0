// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.camera;

import org.vestibule.vision.internal.picture.Lens;

/**
 * What is special about one camera.
 *
 * @param lens its distortion
 * @param infrared whether its pictures are infrared or grey: what colour tells is not asked then
 * @param minSharpness see the vision settings; NaN takes theirs
 * @param stricterBy added to the threshold of similarity, from 0: a poor camera may make it
 *     stricter, never laxer
 */
public record CameraProfile(Lens lens, boolean infrared, double minSharpness, double stricterBy) {
  /** An ordinary colour camera. */
  public static final CameraProfile ORDINARY = new CameraProfile(Lens.NONE, false, Double.NaN, 0);
}
