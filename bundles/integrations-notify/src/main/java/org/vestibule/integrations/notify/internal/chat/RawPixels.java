// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import java.awt.image.BufferedImage;
import org.vestibule.api.station.FrameFormat;

/** Uncompressed pixels as an image. Stateless. */
final class RawPixels {
  private RawPixels() {}

  /** Makes the image; there are enough bytes. */
  static BufferedImage image(FrameFormat.Raw raw, byte[] bytes) {
    BufferedImage image = new BufferedImage(raw.width(), raw.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < raw.height(); y++) {
      for (int x = 0; x < raw.width(); x++) {
        image.setRGB(x, y, pixel(raw, bytes, x, y));
      }
    }
    return image;
  }

  private static int pixel(FrameFormat.Raw raw, byte[] bytes, int x, int y) {
    int at = y * raw.width() + x;
    int half = (raw.width() + 1) / 2;
    int plane = raw.width() * raw.height();
    return switch (raw.layout()) {
      case GREY8 -> rgb(bytes[at] & 255, bytes[at] & 255, bytes[at] & 255);
      case RGB24 -> rgb(bytes[3 * at] & 255, bytes[3 * at + 1] & 255, bytes[3 * at + 2] & 255);
      case BGR24 -> rgb(bytes[3 * at + 2] & 255, bytes[3 * at + 1] & 255, bytes[3 * at] & 255);
      case I420 -> {
        int u = plane + (y / 2) * half + x / 2;
        yield yuv(bytes[at], bytes[u], bytes[u + half * ((raw.height() + 1) / 2)]);
      }
      case NV12 -> {
        int u = plane + (y / 2) * 2 * half + x / 2 * 2;
        yield yuv(bytes[at], bytes[u], bytes[u + 1]);
      }
    };
  }

  /** Full range BT.601. */
  private static int yuv(byte luma, byte blue, byte red) {
    int y = luma & 255;
    double u = (blue & 255) - 128;
    double v = (red & 255) - 128;
    return rgb(
        (int) Math.round(y + 1.402 * v),
        (int) Math.round(y - 0.344136 * u - 0.714136 * v),
        (int) Math.round(y + 1.772 * u));
  }

  private static int rgb(int red, int green, int blue) {
    return bound(red) << 16 | bound(green) << 8 | bound(blue);
  }

  private static int bound(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
