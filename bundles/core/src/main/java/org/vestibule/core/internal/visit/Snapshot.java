// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.visit.VisitPicture;

/**
 * A station's picture as it is kept: a small JPEG of the JPEG or the pixels that came. All of it is
 * done in memory, no file holds a visitor in clear. Stateless.
 */
final class Snapshot {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
  private static final int[] SIDES = {640, 480, 320, 160};

  /**
   * More than a camera of ultra-high definition has. What claims more is not read: a progressive
   * JPEG takes the memory of all its pixels, however many of them are wanted.
   */
  private static final int MOST_PIXELS = 9_000_000;

  private Snapshot() {}

  /** Returns it; empty when it cannot be read. */
  static Optional<VisitPicture> of(Frame frame) {
    try {
      BufferedImage image =
          frame.format() instanceof FrameFormat.Raw raw ? raw(raw, frame) : file(frame);
      for (int side : SIDES) {
        byte[] jpeg = jpeg(within(image, side));
        if (jpeg.length <= VisitPicture.MOST) {
          return Optional.of(new VisitPicture(frame.capturedAt(), jpeg));
        }
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // A picture for which there is no room takes nothing else along.
      LOG.debug("A picture cannot be kept", e);
    }
    return Optional.empty();
  }

  private static BufferedImage raw(FrameFormat.Raw raw, Frame frame) throws IOException {
    int width = raw.width();
    int height = raw.height();
    if (!sane(width, height) || raw.layout().bytes(width, height) > frame.bytes().length) {
      throw new IOException("pixels that are too few for their size");
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, raw.layout().rgb(frame.bytes(), width, height, x, y));
      }
    }
    return image;
  }

  /** Reads every n-th pixel of a large file only. The reader refuses all but 8 bits a channel. */
  private static BufferedImage file(Frame frame) throws IOException {
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(frame.bytes()))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
      try {
        reader.setInput(in);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (!sane(width, height)) {
          throw new IOException("a size that no camera has");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int every = Math.max(1, Math.max(width, height) / (2 * SIDES[0]));
        param.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, param);
      } finally {
        reader.dispose();
      }
    }
  }

  private static boolean sane(int width, int height) {
    return width > 0 && height > 0 && (long) width * height <= MOST_PIXELS;
  }

  private static BufferedImage within(BufferedImage image, int side) {
    double scale = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.drawImage(image, 0, 0, width, height, null);
    } finally {
      pen.dispose();
    }
    return small;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream cache = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "jpeg", cache)) {
        throw new IOException("nothing here writes JPEG");
      }
    }
    return out.toByteArray();
  }
}
