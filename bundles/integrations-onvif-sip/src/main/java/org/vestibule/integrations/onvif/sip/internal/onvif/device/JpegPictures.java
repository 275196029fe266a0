// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;

/** Makes a JPEG of whatever a station gives. Stateless. */
final class JpegPictures {
  private static final int MOST_SIDE = 8192;

  private JpegPictures() {}

  /** Returns the JPEG, or nothing where it is no picture that can be sent as one. */
  static Optional<byte[]> of(Frame frame) throws IOException {
    byte[] bytes = frame.bytes();
    if (frame.format() instanceof FrameFormat.Raw raw) {
      return fits(raw, bytes) ? Optional.of(encode(raw, bytes)) : Optional.empty();
    }
    boolean jpeg = bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8;
    return jpeg ? Optional.of(bytes) : Optional.empty();
  }

  /** Returns the size of a JPEG; its pixels are not decoded. */
  static Optional<PictureSize> size(byte[] jpeg) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    if (!readers.hasNext()) {
      return Optional.empty();
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      return Optional.of(new PictureSize(reader.getWidth(0), reader.getHeight(0)));
    } finally {
      reader.dispose();
    }
  }

  private static boolean fits(FrameFormat.Raw raw, byte[] bytes) {
    return raw.width() > 0
        && raw.height() > 0
        && raw.width() <= MOST_SIDE
        && raw.height() <= MOST_SIDE
        && raw.layout().bytes(raw.width(), raw.height()) == bytes.length;
  }

  private static byte[] encode(FrameFormat.Raw raw, byte[] bytes) throws IOException {
    BufferedImage image = new BufferedImage(raw.width(), raw.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[raw.width()];
    for (int y = 0; y < raw.height(); y++) {
      for (int x = 0; x < raw.width(); x++) {
        row[x] = colour(raw, bytes, x, y);
      }
      image.setRGB(0, y, raw.width(), 1, row, 0, raw.width());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 8);
    // Without a stream of its own ImageIO writes the picture into a temporary file first.
    try (MemoryCacheImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "jpg", memory);
    }
    return out.toByteArray();
  }

  private static int colour(FrameFormat.Raw raw, byte[] bytes, int x, int y) {
    int at = y * raw.width() + x;
    return switch (raw.layout()) {
      case GREY8 -> rgb(bytes[at], bytes[at], bytes[at]);
      case RGB24 -> rgb(bytes[3 * at], bytes[3 * at + 1], bytes[3 * at + 2]);
      case BGR24 -> rgb(bytes[3 * at + 2], bytes[3 * at + 1], bytes[3 * at]);
      case I420, NV12 -> chroma(raw, bytes, x, y, bytes[at] & 0xFF);
    };
  }

  /** Full range BT.601, as {@link PixelLayout} says. */
  private static int chroma(FrameFormat.Raw raw, byte[] bytes, int x, int y, int light) {
    int plane = raw.width() * raw.height();
    int wide = (raw.width() + 1) / 2;
    int high = (raw.height() + 1) / 2;
    int at = y / 2 * wide + x / 2;
    boolean planes = raw.layout() == PixelLayout.I420;
    int u = (bytes[planes ? plane + at : plane + 2 * at] & 0xFF) - 128;
    int v = (bytes[planes ? plane + wide * high + at : plane + 2 * at + 1] & 0xFF) - 128;
    return clamped(light + 1.402 * v) << 16
        | clamped(light - 0.344136 * u - 0.714136 * v) << 8
        | clamped(light + 1.772 * u);
  }

  private static int rgb(byte red, byte green, byte blue) {
    return (red & 0xFF) << 16 | (green & 0xFF) << 8 | blue & 0xFF;
  }

  private static int clamped(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
