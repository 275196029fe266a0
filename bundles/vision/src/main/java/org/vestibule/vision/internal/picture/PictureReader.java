// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.util.function.IntBinaryOperator;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;

/**
 * Reads JPEG and PNG files: the first bytes say which, the header says how large, and only then a
 * pixel is decoded. Its buffers are used again from picture to picture. Not thread-safe.
 *
 * <p>Plain JPEG goes through {@link JpegDecoder}; progressive and unusual ones, and PNG, through
 * the JDK's own readers.
 */
public final class PictureReader {
  private final JpegHeader header = new JpegHeader();
  private final JpegDecoder decoder = new JpegDecoder();
  private final Planes overview = new Planes();
  private final Planes window = new Planes();
  private final Planes spare = new Planes();

  /**
   * Reads a picture.
   *
   * @param data the file
   * @param limits how much of it is read at all
   * @param reduction by the upright width and height, how many times smaller the overview may be;
   *     the next smaller of 1, 2, 4, 8 is taken
   * @throws VestibuleException {@code image-format-unsupported}, {@code image-too-large}, {@code
   *     image-truncated} or {@code image-damaged}
   */
  public Picture read(byte[] data, Limits limits, IntBinaryOperator reduction)
      throws VestibuleException {
    limits.checkBytes(data.length);
    return ImageKind.of(data) == ImageKind.PNG
        ? png(data, limits, reduction)
        : jpeg(data, limits, reduction);
  }

  /**
   * Reads a frame, whatever its format.
   *
   * @param lens the distortion to take out
   * @throws VestibuleException as above
   */
  public Picture read(Frame frame, Limits limits, Lens lens, IntBinaryOperator reduction)
      throws VestibuleException {
    return read(frame.bytes(), limits, reduction);
  }

  /** Returns how many arrays were made so far, to show that they are used again. */
  public int growths() {
    return overview.growths() + window.growths() + spare.growths();
  }

  private Picture jpeg(byte[] data, Limits limits, IntBinaryOperator reduction)
      throws VestibuleException {
    header.read(data, limits);
    int denominator = denominator(header.width, header.height, header.orientation, reduction);
    if (header.plain) {
      decoder.whole(data, header, denominator, overview);
      return new Picture(
          header.width, header.height, header.orientation, overview, this::decodeWindow);
    }
    header.checkScans();
    JdkImages.jpeg(data, header.rgb, window);
    return whole(header.width, header.height, header.orientation, denominator);
  }

  private Picture png(byte[] data, Limits limits, IntBinaryOperator reduction)
      throws VestibuleException {
    PngHeader png = PngHeader.read(data, limits);
    JdkImages.png(data, window);
    int denominator = denominator(png.width(), png.height(), png.orientation(), reduction);
    return whole(png.width(), png.height(), png.orientation(), denominator);
  }

  /** The whole picture is in {@link #window} already; only the overview is missing. */
  private Picture whole(int width, int height, int orientation, int denominator) {
    Planes smaller = window;
    for (int d = 1; d < denominator; d *= 2) {
      Planes half = smaller == overview ? spare : overview;
      smaller.halve(half);
      smaller = half;
    }
    return new Picture(width, height, orientation, smaller, (x0, y0, x1, y1, d) -> window);
  }

  private Planes decodeWindow(int x0, int y0, int x1, int y1, int denominator)
      throws VestibuleException {
    decoder.window(x0, y0, x1, y1, denominator, window);
    return window;
  }

  private static int denominator(
      int width, int height, int orientation, IntBinaryOperator reduction) {
    boolean turned = orientation >= 5;
    int wanted = reduction.applyAsInt(turned ? height : width, turned ? width : height);
    return Math.min(8, Integer.highestOneBit(Math.max(1, wanted)));
  }
}
