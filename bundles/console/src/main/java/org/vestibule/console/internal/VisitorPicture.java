// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;

/** A picture as a browser shows it: a file as it came, raw pixels as JPEG. Stateless. */
final class VisitorPicture {
  private VisitorPicture() {}

  /**
   * Returns a file.
   *
   * @throws Problem 503 {@code no-video} when the pixels are no picture
   */
  static byte[] file(Frame frame) throws Problem {
    if (!(frame.format() instanceof FrameFormat.Raw raw)) {
      return frame.bytes();
    }
    byte[] bytes = frame.bytes();
    if (raw.width() < 1
        || raw.height() < 1
        || raw.layout().bytes(raw.width(), raw.height()) > bytes.length) {
      throw unshowable("pixels that are too few for their size", null);
    }
    BufferedImage image = new BufferedImage(raw.width(), raw.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < raw.height(); y++) {
      for (int x = 0; x < raw.width(); x++) {
        image.setRGB(x, y, pixel(raw, bytes, x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw unshowable("pixels that make no JPEG", e);
    }
    return out.toByteArray();
  }

  private static int pixel(FrameFormat.Raw raw, byte[] bytes, int x, int y) {
    int at = y * raw.width() + x;
    return switch (raw.layout()) {
      case GREY8 -> rgb(bytes[at] & 255, bytes[at] & 255, bytes[at] & 255);
      case RGB24 -> rgb(bytes[3 * at] & 255, bytes[3 * at + 1] & 255, bytes[3 * at + 2] & 255);
      case BGR24 -> rgb(bytes[3 * at + 2] & 255, bytes[3 * at + 1] & 255, bytes[3 * at] & 255);
      case I420 -> {
        int half = (raw.width() + 1) / 2;
        int u = raw.width() * raw.height() + (y / 2) * half + x / 2;
        yield yuv(bytes[at], bytes[u], bytes[u + half * ((raw.height() + 1) / 2)]);
      }
      case NV12 -> {
        int half = (raw.width() + 1) / 2;
        int u = raw.width() * raw.height() + (y / 2) * 2 * half + x / 2 * 2;
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

  /** Returns the content type by the first bytes; a browser may guess at nothing. */
  static String type(byte[] file) {
    boolean png = file.length > 3 && file[0] == (byte) 0x89 && file[1] == 'P' && file[2] == 'N';
    boolean webp = file.length > 11 && file[0] == 'R' && file[8] == 'W' && file[9] == 'E';
    return png ? "image/png" : webp ? "image/webp" : "image/jpeg";
  }

  private static Problem unshowable(String found, Throwable cause) {
    return new Problem(
        503,
        "no-video",
        "picture",
        found,
        "a picture of the station",
        "Look at the station's status.",
        cause);
  }
}
