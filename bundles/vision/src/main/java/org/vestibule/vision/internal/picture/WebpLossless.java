// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import org.vestibule.api.VestibuleException;

/**
 * Lossless WebP image data (RFC 9649, sections 3 to 6). Each transform may occur once, as the
 * format says, so that time and memory are bounded by the pixels and the bytes of the file. Not
 * thread-safe.
 */
final class WebpLossless {
  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int NEAR = 120;
  private static final int HASH = 0x1e35a7bd;

  /** Where near pixels lie, rows up in the high digit, 8 less columns back in the low one. */
  private static final String PLANE =
      "1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c0357"
          + "59131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f646c424e"
          + "767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070";

  private static final int[] NEAREST = nearest();

  private final WebpBits bits;

  private WebpLossless(WebpBits bits) {
    this.bits = bits;
  }

  private static int[] nearest() {
    int[] places = new int[NEAR];
    for (int i = 0; i < NEAR; i++) {
      places[i] = Integer.parseInt(PLANE.substring(2 * i, 2 * i + 2), 16);
    }
    return places;
  }

  /**
   * Decodes.
   *
   * @param start where the image data begins, with its header
   * @return alpha, red, green and blue of each pixel
   * @throws VestibuleException {@code image-damaged}
   */
  static int[] decode(byte[] data, int start, int length, int width, int height)
      throws VestibuleException {
    return new WebpLossless(new WebpBits(data, start + 5, length - 5)).whole(width, height);
  }

  private int[] whole(int width, int height) throws VestibuleException {
    Deque<WebpTransform> transforms = new ArrayDeque<>();
    int seen = 0;
    int packed = width;
    while (bits.read(1) == 1) {
      int kind = bits.read(2);
      need((seen & 1 << kind) == 0, "a transform twice");
      seen |= 1 << kind;
      WebpTransform next = transform(kind, packed, height);
      packed = next.packedWidth();
      transforms.push(next);
    }
    int[] pixels = image(packed, height, true);
    for (WebpTransform transform : transforms) {
      pixels = transform.undo(pixels);
    }
    return pixels;
  }

  private WebpTransform transform(int kind, int width, int height) throws VestibuleException {
    switch (kind) {
      case 2 -> {
        return new WebpTransform(kind, 0, null, width, height);
      }
      case 3 -> {
        int[] palette = image(bits.read(8) + 1, 1, false);
        for (int i = 1; i < palette.length; i++) {
          palette[i] = WebpTransform.add(palette[i], palette[i - 1]);
        }
        int shift =
            palette.length <= 2 ? 3 : palette.length <= 4 ? 2 : palette.length <= 16 ? 1 : 0;
        return new WebpTransform(kind, shift, palette, width, height);
      }
      default -> {
        int shift = bits.read(3) + 2;
        int[] blocks =
            image(WebpTransform.blocks(width, shift), WebpTransform.blocks(height, shift), false);
        return new WebpTransform(kind, shift, blocks, width, height);
      }
    }
  }

  private int[] image(int width, int height, boolean top) throws VestibuleException {
    int cacheBits = 0;
    if (bits.read(1) == 1) {
      cacheBits = bits.read(4);
      need(cacheBits >= 1 && cacheBits <= 11, "a colour cache");
    }
    int metaBits = 0;
    int[] meta = null;
    int groups = 1;
    if (top && bits.read(1) == 1) {
      metaBits = bits.read(3) + 2;
      meta =
          image(
              WebpTransform.blocks(width, metaBits), WebpTransform.blocks(height, metaBits), false);
      for (int i = 0; i < meta.length; i++) {
        meta[i] = meta[i] >> 8 & 0xFFFF;
        groups = Math.max(groups, meta[i] + 1);
      }
    }
    int cache = cacheBits == 0 ? 0 : 1 << cacheBits;
    WebpCode[][] codes = new WebpCode[groups][];
    for (int i = 0; i < groups; i++) {
      codes[i] =
          new WebpCode[] {
            WebpCode.read(bits, LITERALS + LENGTHS + cache),
            WebpCode.read(bits, LITERALS),
            WebpCode.read(bits, LITERALS),
            WebpCode.read(bits, LITERALS),
            WebpCode.read(bits, DISTANCES)
          };
    }
    return pixels(width, height, codes, meta, metaBits, cacheBits);
  }

  private int[] pixels(
      int width, int height, WebpCode[][] codes, int[] meta, int metaBits, int cacheBits)
      throws VestibuleException {
    int[] out = new int[width * height];
    int[] cache = new int[1 << cacheBits];
    int across = WebpTransform.blocks(width, metaBits);
    int at = 0;
    while (at < out.length) {
      int block =
          meta == null ? 0 : meta[(at / width >> metaBits) * across + (at % width >> metaBits)];
      WebpCode[] group = codes[block];
      int symbol = group[0].next(bits);
      int end = at + 1;
      if (symbol < LITERALS) {
        int red = group[1].next(bits);
        int blue = group[2].next(bits);
        out[at] = group[3].next(bits) << 24 | red << 16 | symbol << 8 | blue;
      } else if (symbol < LITERALS + LENGTHS) {
        end = at + bits.prefixed(symbol - LITERALS);
        int back = distance(bits.prefixed(group[4].next(bits)), width);
        need(back <= at && end <= out.length, "a copy from outside");
        for (int i = at; i < end; i++) {
          out[i] = out[i - back];
        }
      } else {
        out[at] = cache[symbol - LITERALS - LENGTHS];
      }
      for (; at < end; at++) {
        if (cacheBits > 0) {
          cache[HASH * out[at] >>> 32 - cacheBits] = out[at];
        }
      }
    }
    return out;
  }

  private static int distance(int code, int width) {
    if (code > NEAR) {
      return code - NEAR;
    }
    int place = NEAREST[code - 1];
    return Math.max(1, (place >> 4) * width + 8 - (place & 15));
  }

  private static void need(boolean condition, String what) throws VestibuleException {
    if (!condition) {
      throw BadPicture.damaged("a WebP file with " + what);
    }
  }
}
