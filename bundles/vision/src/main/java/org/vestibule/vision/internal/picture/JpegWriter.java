// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.vestibule.api.VestibuleException;

/**
 * Makes a new file of a picture: upright, undistorted, without any metadata. Everything stays in
 * memory: no picture of a face is ever cached in a file.
 */
public final class JpegWriter {
  /** A larger picture is made smaller, so that the pixels of a copy stay below 16 MB. */
  private static final int LONGEST = 2048;

  /** Rows that are sampled at a time. */
  private static final int STRIP = 64;

  private JpegWriter() {}

  /** Returns how many times smaller than the picture its {@link #pixels} are, from 1. */
  public static double reduction(Picture picture) {
    return Math.max(1, Math.max(picture.width(), picture.height()) / (double) LONGEST);
  }

  /**
   * Returns the pixels of the whole picture.
   *
   * @throws VestibuleException {@code image-damaged}
   */
  public static BufferedImage pixels(Picture picture) throws VestibuleException {
    double reduction = reduction(picture);
    int width = Math.max(1, (int) (picture.width() / reduction));
    int height = Math.max(1, (int) (picture.height() / reduction));
    picture.focus(0, 0, picture.width(), picture.height(), (int) reduction);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Affine whole = Affine.onto(-0.5, -0.5, picture.width(), picture.height(), width, height);
    FloatBuffer strip = FloatBuffer.allocate(3 * width * STRIP);
    for (int top = 0; top < height; top += STRIP) {
      int rows = Math.min(STRIP, height - top);
      Affine down = new Affine(1, 0, 0, 0, 1, top);
      picture.colour(down.then(whole), width, rows, strip, 0, 1, false);
      for (int i = 0; i < width * rows; i++) {
        int plane = width * rows;
        int rgb =
            level(strip, i) << 16 | level(strip, plane + i) << 8 | level(strip, 2 * plane + i);
        image.setRGB(i % width, top + i / width, rgb);
      }
    }
    return image;
  }

  /** Returns a file. */
  public static byte[] file(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(image);
    } catch (IOException e) {
      throw new IllegalStateException("memory has no end of file", e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  private static int level(FloatBuffer values, int at) {
    return Math.max(0, Math.min(255, Math.round(values.get(at))));
  }
}
