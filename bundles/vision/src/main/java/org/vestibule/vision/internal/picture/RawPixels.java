// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;

/**
 * Uncompressed pixels: copied once into planes that are used again, or converted once where they
 * come as red, green and blue. The size that the sender claims is held against the bytes first.
 */
final class RawPixels {
  private RawPixels() {}

  /**
   * Reads the pixels.
   *
   * @throws VestibuleException {@code image-size-mismatch} or {@code image-too-large}
   */
  static void read(byte[] data, FrameFormat.Raw raw, Limits limits, Planes out)
      throws VestibuleException {
    int w = raw.width();
    int h = raw.height();
    PixelLayout layout = raw.layout();
    check(data.length, raw);
    limits.checkSize(w, h);
    switch (layout) {
      case RGB24, BGR24 -> Rgb.planes(data, 3, layout == PixelLayout.RGB24 ? 0 : 2, w, h, out);
      case GREY8 -> {
        luma(data, w, h, out);
        out.grey = true;
      }
      case I420, NV12 -> {
        luma(data, w, h, out);
        int across = (w + 1) / 2;
        int down = (h + 1) / 2;
        out.colour(2, 2, across, down);
        if (layout == PixelLayout.I420) {
          System.arraycopy(data, w * h, out.cb, 0, across * down);
          System.arraycopy(data, w * h + across * down, out.cr, 0, across * down);
        } else {
          for (int at = 0, from = w * h; at < across * down; at++, from += 2) {
            out.cb[at] = data[from];
            out.cr[at] = data[from + 1];
          }
        }
      }
    }
  }

  /** No layout has less than a byte for each pixel, so no product below can overflow. */
  private static void check(int bytes, FrameFormat.Raw raw) throws VestibuleException {
    long pixels = (long) raw.width() * raw.height();
    boolean possible = raw.width() > 0 && raw.height() > 0 && pixels <= bytes;
    if (!possible || raw.layout().bytes(raw.width(), raw.height()) != bytes) {
      throw BadPicture.sizeMismatch(bytes, raw);
    }
  }

  private static void luma(byte[] data, int w, int h, Planes out) {
    out.shape(w, h, w, h);
    System.arraycopy(data, 0, out.luma, 0, w * h);
    out.place(0, 0, 1);
  }
}
