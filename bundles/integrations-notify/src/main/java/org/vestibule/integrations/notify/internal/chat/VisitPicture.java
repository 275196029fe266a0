// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.Visits;

/** The picture of a visit as a small JPEG, kept nowhere. Stateless. */
public final class VisitPicture {
  private static final long ASK_AGAIN_MILLIS = 50;
  private static final int MOST_PIXELS = 16_000_000;

  private VisitPicture() {}

  /**
   * Waits for a picture of the visitor.
   *
   * @param visits null while there is no such service
   * @param wait for how long at most
   * @param bytes how long the file may be
   */
  public static Optional<byte[]> of(Visits visits, VisitId visit, Duration wait, int bytes)
      throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    try {
      while (visits != null) {
        Optional<Frame> frame = visits.picture(visit);
        if (frame.isPresent()) {
          return fitted(frame.get(), bytes);
        }
        if (System.nanoTime() - deadline >= 0) {
          return Optional.empty();
        }
        TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
      }
    } catch (VestibuleException e) {
      // No camera, or the visit is over: the words are enough.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Returns the picture, smaller until it fits. */
  static Optional<byte[]> fitted(Frame frame, int bytes) {
    try {
      Optional<BufferedImage> image = image(frame);
      for (int width = 640; image.isPresent() && width >= 80; width /= 2) {
        byte[] jpeg = jpeg(image.get(), width);
        if (jpeg.length <= bytes) {
          return Optional.of(jpeg);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Bytes of a camera that are no picture: the words are enough.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<BufferedImage> image(Frame frame) throws IOException {
    if (frame.format() instanceof FrameFormat.Raw raw) {
      long needed = raw.layout().bytes(raw.width(), raw.height());
      return (long) raw.width() * raw.height() > MOST_PIXELS || needed > frame.bytes().length
          ? Optional.empty()
          : Optional.of(RawPixels.image(raw, frame.bytes()));
    }
    // In memory: by itself ImageIO keeps what it reads and writes in a file.
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(frame.bytes()))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        // The size that a file claims is looked at before its pixels are made.
        boolean fits = (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS;
        return fits ? Optional.of(reader.read(0)) : Optional.empty();
      } finally {
        reader.dispose();
      }
    }
  }

  private static byte[] jpeg(BufferedImage image, int most) throws IOException {
    int width = Math.min(most, image.getWidth());
    int height = Math.max(1, (int) ((long) image.getHeight() * width / image.getWidth()));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(small);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }
}
