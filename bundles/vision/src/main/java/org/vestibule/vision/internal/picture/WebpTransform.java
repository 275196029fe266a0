// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * One transform of lossless WebP and its way back (RFC 9649, section 4).
 *
 * @param kind 0 predictor, 1 colour, 2 green subtracted, 3 colour index
 * @param shift logarithm of the side of a block, or of the pixels in one index
 * @param values of each block, or the palette
 * @param width of the picture that comes out
 * @param height of the same
 */
record WebpTransform(int kind, int shift, int[] values, int width, int height) {
  private static final int BLACK = 0xFF000000;

  /** Returns how many blocks cover a length. */
  static int blocks(int length, int shift) {
    return length + (1 << shift) - 1 >> shift;
  }

  /** Returns the width of the picture that goes in. */
  int packedWidth() {
    return kind == 3 ? blocks(width, shift) : width;
  }

  /** Takes the transform back, in place where the size stays. */
  int[] undo(int[] pixels) {
    switch (kind) {
      case 0 -> predict(pixels);
      case 1 -> colour(pixels);
      case 2 -> {
        for (int i = 0; i < pixels.length; i++) {
          int green = pixels[i] >> 8 & 255;
          pixels[i] = add(pixels[i], green << 16 | green);
        }
      }
      default -> {
        return look(pixels);
      }
    }
    return pixels;
  }

  private int[] look(int[] packed) {
    int[] out = new int[width * height];
    int across = packedWidth();
    int digits = 8 >> shift;
    int mask = (1 << shift) - 1;
    for (int i = 0; i < out.length; i++) {
      int x = i % width;
      int green = packed[i / width * across + (x >> shift)] >> 8 & 255;
      int index = green >> (x & mask) * digits & (1 << digits) - 1;
      out[i] = index < values.length ? values[index] : 0;
    }
    return out;
  }

  private void colour(int[] pixels) {
    int across = blocks(width, shift);
    for (int i = 0; i < pixels.length; i++) {
      int block = values[(i / width >> shift) * across + (i % width >> shift)];
      int pixel = pixels[i];
      int green = pixel >> 8;
      int red = (pixel >> 16) + delta(block, green);
      int blue = pixel + delta(block >> 8, green) + delta(block >> 16, red);
      pixels[i] = pixel & 0xFF00FF00 | (red & 255) << 16 | blue & 255;
    }
  }

  private static int delta(int factor, int value) {
    return (byte) factor * (byte) value >> 5;
  }

  private void predict(int[] p) {
    int across = blocks(width, shift);
    for (int i = 0; i < p.length; i++) {
      int x = i % width;
      int y = i / width;
      int guess;
      if (y == 0) {
        guess = x == 0 ? BLACK : p[i - 1];
      } else if (x == 0) {
        guess = p[i - width];
      } else {
        int mode = values[(y >> shift) * across + (x >> shift)] >> 8 & 15;
        guess = guess(mode, p[i - 1], p[i - width], p[i - width - 1], p[i - width + 1]);
      }
      p[i] = add(p[i], guess);
    }
  }

  private static int guess(int mode, int left, int top, int corner, int right) {
    return switch (mode) {
      case 1 -> left;
      case 2 -> top;
      case 3 -> right;
      case 4 -> corner;
      case 5 -> mean(mean(left, right), top);
      case 6 -> mean(left, corner);
      case 7 -> mean(left, top);
      case 8 -> mean(corner, top);
      case 9 -> mean(top, right);
      case 10 -> mean(mean(left, corner), mean(top, right));
      case 11 -> distance(top, corner) < distance(left, corner) ? left : top;
      case 12 -> gradient(left, top, corner);
      case 13 -> half(mean(left, top), corner);
      default -> BLACK;
    };
  }

  private static int mean(int a, int b) {
    return (((a ^ b) & 0xFEFEFEFE) >>> 1) + (a & b);
  }

  private static int distance(int a, int b) {
    int sum = 0;
    for (int s = 0; s < 32; s += 8) {
      sum += Math.abs((a >>> s & 255) - (b >>> s & 255));
    }
    return sum;
  }

  private static int gradient(int left, int top, int corner) {
    int out = 0;
    for (int s = 0; s < 32; s += 8) {
      out |= clamp((left >>> s & 255) + (top >>> s & 255) - (corner >>> s & 255)) << s;
    }
    return out;
  }

  private static int half(int mean, int corner) {
    int out = 0;
    for (int s = 0; s < 32; s += 8) {
      int own = mean >>> s & 255;
      out |= clamp(own + (own - (corner >>> s & 255)) / 2) << s;
    }
    return out;
  }

  private static int clamp(int value) {
    return Math.min(Math.max(value, 0), 255);
  }

  /** Adds each of the four values by itself. */
  static int add(int a, int b) {
    int odd = (a & 0xFF00FF00) + (b & 0xFF00FF00) & 0xFF00FF00;
    return odd | (a & 0x00FF00FF) + (b & 0x00FF00FF) & 0x00FF00FF;
  }
}
