// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;

/**
 * How much of a picture is read at all.
 *
 * @param maxPixels width times height
 * @param maxBytes of the file
 */
public record Limits(long maxPixels, long maxBytes) {
  /** Refuses a file of too many bytes. */
  void checkBytes(int bytes) throws VestibuleException {
    if (bytes > maxBytes) {
      throw BadPicture.tooLarge(bytes + " bytes", "at most " + maxBytes + " bytes");
    }
  }

  /** Refuses a picture of no or too many pixels, before any of them is decoded. */
  void checkSize(int width, int height) throws VestibuleException {
    if (width <= 0 || height <= 0) {
      throw BadPicture.damaged("a size of " + width + "x" + height + " pixels");
    }
    if ((long) width * height > maxPixels) {
      throw BadPicture.tooLarge(
          width + "x" + height + " pixels", "at most " + maxPixels + " pixels");
    }
  }
}
