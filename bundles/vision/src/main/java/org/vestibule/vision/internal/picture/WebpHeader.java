// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.vestibule.api.VestibuleException;

/**
 * The chunks of a WebP file (RFC 9649, section 2) without looking into its pixels. Colour profiles,
 * alpha and metadata other than the orientation are passed over.
 *
 * @param width pixels, as the image data itself says
 * @param height pixels
 * @param orientation of its {@code EXIF} chunk, 1 to 8
 * @param lossless whether the image data is {@code VP8L}
 * @param start where the image data begins
 * @param length bytes of image data
 */
record WebpHeader(int width, int height, int orientation, boolean lossless, int start, int length) {
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4C385056;
  private static final int EXTENDED = 0x58385056;
  private static final int EXIF = 0x46495845;
  private static final int ANIMATION = 0x4D494E41;
  private static final int FRAME = 0x464D4E41;
  private static final int EXIF_MARK = 0x66697845;
  private static final int FIRST_CHUNK = 12;

  /**
   * Walks over all chunks, so that a file cut short is refused before it is decoded.
   *
   * @throws VestibuleException {@code image-truncated}, {@code image-damaged}, {@code
   *     image-too-large} or, for one that moves, {@code image-format-unsupported}
   */
  static WebpHeader read(byte[] data, Limits limits) throws VestibuleException {
    ByteBuffer file = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + (file.getInt(4) & 0xFFFFFFFFL);
    if (end > data.length) {
      throw BadPicture.truncated("a WebP file of " + data.length + " bytes that names " + end);
    }
    WebpHeader found = null;
    int orientation = Exif.UPRIGHT;
    long at = FIRST_CHUNK;
    while (at + 8 <= end) {
      int start = (int) at + 8;
      long length = file.getInt(start - 4) & 0xFFFFFFFFL;
      if (start + length > end) {
        throw BadPicture.truncated("a WebP file that ends inside a chunk");
      }
      int type = file.getInt(start - 8);
      if (type == ANIMATION || type == FRAME) {
        throw BadPicture.unsupported("an animated WebP");
      }
      if (type == EXTENDED) {
        extended(file, start, (int) length, limits);
      } else if (type == EXIF) {
        orientation = orientation(file, start, (int) length);
      } else if (found == null && (type == LOSSY || type == LOSSLESS)) {
        found = image(file, type == LOSSLESS, start, (int) length, limits);
      }
      at = start + length + (length & 1);
    }
    if (found == null) {
      throw BadPicture.truncated("a WebP file without its picture");
    }
    return new WebpHeader(
        found.width, found.height, orientation, found.lossless, found.start, found.length);
  }

  /** The canvas is held against the limits too: a file that lies here lies everywhere. */
  private static void extended(ByteBuffer file, int start, int length, Limits limits)
      throws VestibuleException {
    need(length >= 10, "extended header");
    limits.checkSize(three(file, start + 4) + 1, three(file, start + 7) + 1);
  }

  private static WebpHeader image(
      ByteBuffer file, boolean lossless, int start, int length, Limits limits)
      throws VestibuleException {
    need(length >= 10, "picture");
    int width;
    int height;
    if (lossless) {
      int bits = file.getInt(start + 1);
      need(file.get(start) == 0x2F && bits >>> 29 == 0, "lossless header");
      width = (bits & 0x3FFF) + 1;
      height = (bits >> 14 & 0x3FFF) + 1;
    } else {
      boolean key = (file.get(start) & 1) == 0;
      need(key && three(file, start + 3) == 0x2A019D, "lossy header");
      width = file.getShort(start + 6) & 0x3FFF;
      height = file.getShort(start + 8) & 0x3FFF;
    }
    limits.checkSize(width, height);
    return new WebpHeader(width, height, 1, lossless, start, length);
  }

  /** Some writers put the mark of JPEG's block, six bytes, before the TIFF header. */
  private static int orientation(ByteBuffer file, int start, int length) {
    int skipped = length > 6 && file.getInt(start) == EXIF_MARK ? 6 : 0;
    return Exif.orientation(file.array(), start + skipped, length - skipped);
  }

  private static int three(ByteBuffer file, int at) {
    return file.getShort(at) & 0xFFFF | (file.get(at + 2) & 0xFF) << 16;
  }

  private static void need(boolean condition, String what) throws VestibuleException {
    if (!condition) {
      throw BadPicture.damaged("a wrong WebP " + what);
    }
  }
}
