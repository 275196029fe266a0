// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held when it took a JPEG (Exif 2.32, section 4.6.4, tag 0x0112 of the first
 * image directory). Whatever is wrong inside reads as upright. Nothing is trusted beyond this
 * number.
 */
final class Orientation {
  private static final int UPRIGHT = 1;
  private static final int APP1 = 0xE1;
  private static final int SCAN = 0xDA;
  private static final int TAG = 0x0112;
  private static final int HEADER = 6;
  private static final int ENTRY = 12;

  private Orientation() {}

  /** Returns 1 to 8; 1 also for what is no JPEG. */
  static int of(byte[] file) {
    ByteBuffer jpeg = ByteBuffer.wrap(file);
    int at = 2;
    while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
      int marker = file[at + 1] & 0xff;
      int length = jpeg.getShort(at + 2) & 0xffff;
      if (marker == SCAN || length < 2 || at + 2 + length > file.length) {
        return UPRIGHT;
      }
      if (marker == APP1 && length > 2 + HEADER && file[at + 4] == 'E' && file[at + 5] == 'x') {
        return tiff(jpeg.slice(at + 4 + HEADER, length - 2 - HEADER));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static int tiff(ByteBuffer tiff) {
    if (tiff.limit() < 14) {
      return UPRIGHT;
    }
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (directory + 2 > tiff.limit()) {
      return UPRIGHT;
    }
    int entries = tiff.getShort((int) directory) & 0xffff;
    int at = (int) directory + 2;
    for (int i = 0; i < entries && at + ENTRY <= tiff.limit(); i++, at += ENTRY) {
      if ((tiff.getShort(at) & 0xffff) == TAG) {
        int value = tiff.getShort(at + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Returns whether it lies on its side. */
  static boolean lies(int orientation) {
    return orientation >= 5;
  }

  /** Returns the way from the stored picture to the upright one. */
  static AffineTransform upright(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
