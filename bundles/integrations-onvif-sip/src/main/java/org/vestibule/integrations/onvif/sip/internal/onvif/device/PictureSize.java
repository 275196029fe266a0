// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

/**
 * The size of a picture.
 *
 * @param width pixels
 * @param height pixels
 */
record PictureSize(int width, int height) {
  /** What is said until a picture was seen. */
  static final PictureSize ASSUMED = new PictureSize(1280, 720);
}
