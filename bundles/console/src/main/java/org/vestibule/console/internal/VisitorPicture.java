// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;

/** A picture as a browser shows it: a file as it came, raw pixels as JPEG. Stateless. */
final class VisitorPicture {
  /** Says when light fell on the sensor: two doors beside each other are not seen at one moment. */
  private static final String CAPTURED = "X-Captured-At";

  private VisitorPicture() {}

  /**
   * Answers with a picture.
   *
   * @throws Problem 503 {@code no-video} when the pixels are no picture
   */
  static Reply answer(Request request, Frame frame) throws Problem {
    byte[] picture = file(frame);
    HttpServletResponse response = request.response();
    response.setStatus(200);
    response.setContentType(type(picture));
    response.setContentLength(picture.length);
    response.setHeader(CAPTURED, frame.capturedAt().toString());
    try {
      response.getOutputStream().write(picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Reply.STREAMING;
  }

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
        image.setRGB(x, y, raw.layout().rgb(bytes, raw.width(), raw.height(), x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // Without a stream of its own ImageIO writes the picture into a temporary file first.
    try (MemoryCacheImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "jpeg", memory);
    } catch (IOException e) {
      throw unshowable("pixels that make no JPEG", e);
    }
    return out.toByteArray();
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
