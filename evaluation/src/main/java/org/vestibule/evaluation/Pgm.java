// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;

/** Reads binary portable graymaps (Netpbm P5, 8 bit), as old research sets are stored. */
final class Pgm {
  private static final int MOST_PIXELS = 50_000_000;

  private final byte[] bytes;
  private int at = 2;

  private Pgm(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean is(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 'P' && bytes[1] == '5';
  }

  /**
   * Reads a picture.
   *
   * @throws WrongUse if it is damaged or has more than 8 bit
   */
  static BufferedImage read(byte[] bytes) throws WrongUse {
    return new Pgm(bytes).read();
  }

  private BufferedImage read() throws WrongUse {
    int width = number();
    int height = number();
    int white = number();
    at++;
    if (white != 255 || (long) width * height > MOST_PIXELS || width * height == 0) {
      throw new WrongUse("a PGM of " + width + "x" + height + ", white " + white);
    }
    if (bytes.length - at < width * height) {
      throw new WrongUse("a PGM that ends early");
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = bytes[at++] & 255;
      }
      image.getRaster().setSamples(0, y, width, 1, 0, row);
    }
    return image;
  }

  private int number() throws WrongUse {
    while (at < bytes.length && (Character.isWhitespace(bytes[at]) || bytes[at] == '#')) {
      if (bytes[at] == '#') {
        while (at < bytes.length && bytes[at] != '\n') {
          at++;
        }
      }
      at++;
    }
    int begin = at;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - begin < 9) {
      at++;
    }
    if (begin == at) {
      throw new WrongUse("a PGM without its size");
    }
    return Integer.parseInt(new String(bytes, begin, at - begin, StandardCharsets.US_ASCII));
  }
}
