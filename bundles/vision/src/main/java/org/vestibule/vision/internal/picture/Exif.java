// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one EXIF value that matters here: how the camera was held (Exif 2.32, section 4.6.4, tag
 * 0x0112 of the first image directory).
 *
 * <p>Whatever is wrong inside reads as upright: the block is optional, and nothing in it is trusted
 * beyond this number. The parser reads one directory of at most {@value #MAX_ENTRIES} entries and
 * follows no other offset.
 */
final class Exif {
  /** Upright, nothing to turn. */
  static final int UPRIGHT = 1;

  private static final int MAX_ENTRIES = 512;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;

  private Exif() {}

  /**
   * Reads the orientation.
   *
   * @param data a file
   * @param offset where the TIFF header begins
   * @param length bytes of the TIFF block
   * @return 1 to 8
   */
  static int orientation(byte[] data, int offset, int length) {
    if (length < 14) {
      return UPRIGHT;
    }
    ByteBuffer tiff = ByteBuffer.wrap(data, offset, length).slice();
    int mark = tiff.getShort(0);
    if (mark == 0x4949) {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    } else if (mark != 0x4D4D) {
      return UPRIGHT;
    }
    long directory = tiff.getInt(4) & 0xFFFFFFFFL;
    if (tiff.getShort(2) != 42 || directory < 8 || directory > length - 2L) {
      return UPRIGHT;
    }
    int first = (int) directory;
    int entries = Math.min(tiff.getShort(first) & 0xFFFF, MAX_ENTRIES);
    for (int i = 0; i < entries; i++) {
      int entry = first + 2 + i * 12;
      if (entry + 12 > length) {
        return UPRIGHT;
      }
      if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
        boolean oneShort = tiff.getShort(entry + 2) == SHORT && tiff.getInt(entry + 4) == 1;
        int value = tiff.getShort(entry + 8);
        return oneShort && value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /**
   * Returns the map from pixel centres of the upright picture to those of the stored one.
   *
   * @param orientation 1 to 8
   * @param width of the stored picture
   * @param height of the stored picture
   */
  static Affine toStored(int orientation, int width, int height) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (orientation) {
      case 2 -> new Affine(-1, 0, right, 0, 1, 0);
      case 3 -> new Affine(-1, 0, right, 0, -1, bottom);
      case 4 -> new Affine(1, 0, 0, 0, -1, bottom);
      case 5 -> new Affine(0, 1, 0, 1, 0, 0);
      case 6 -> new Affine(0, 1, 0, -1, 0, bottom);
      case 7 -> new Affine(0, -1, right, -1, 0, bottom);
      case 8 -> new Affine(0, -1, right, 1, 0, 0);
      default -> Affine.IDENTITY;
    };
  }
}
