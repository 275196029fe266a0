// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;

/**
 * The chunks of a PNG file (W3C PNG, section 5), without looking into its pixels.
 *
 * @param width pixels
 * @param height pixels
 * @param orientation of its {@code eXIf} chunk, 1 to 8
 */
record PngHeader(int width, int height, int orientation) {
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454E44;
  private static final int EXIF = 0x65584966;

  /**
   * Walks over all chunks, so that a file cut short is refused before it is decoded.
   *
   * @throws VestibuleException {@code image-truncated}, {@code image-damaged} or {@code
   *     image-too-large}
   */
  static PngHeader read(byte[] data, Limits limits) throws VestibuleException {
    if (data.length < 33) {
      throw BadPicture.truncated("a PNG file of " + data.length + " bytes");
    }
    if (word(data, 8) != 13 || word(data, 12) != IHDR) {
      throw BadPicture.damaged("a PNG file without its header");
    }
    int width = word(data, 16);
    int height = word(data, 20);
    limits.checkSize(width, height);
    int orientation = Exif.UPRIGHT;
    long at = 8;
    while (at + 12 <= data.length) {
      long length = word(data, (int) at) & 0xFFFFFFFFL;
      int type = word(data, (int) at + 4);
      if (at + 12 + length > data.length) {
        break;
      }
      if (type == IEND) {
        return new PngHeader(width, height, orientation);
      }
      if (type == EXIF) {
        orientation = Exif.orientation(data, (int) at + 8, (int) length);
      }
      at += 12 + length;
    }
    throw BadPicture.truncated("a PNG file without its end");
  }

  private static int word(byte[] data, int at) {
    return (data[at] & 255) << 24
        | (data[at + 1] & 255) << 16
        | (data[at + 2] & 255) << 8
        | data[at + 3] & 255;
  }
}
