// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.util.function.IntBinaryOperator;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;

/**
 * Reads JPEG, PNG and WebP files and uncompressed pixels: the first bytes say which kind of file,
 * the header says how large, and only then a pixel is decoded. Its buffers are used again from
 * picture to picture. Not thread-safe.
 *
 * <p>Plain JPEG goes through {@link JpegDecoder}; progressive and unusual ones, and PNG, through
 * the JDK's own readers; WebP through {@link WebpImages}.
 */
public final class PictureReader {
  private final JpegHeader header = new JpegHeader();
  private final JpegDecoder decoder = new JpegDecoder();
  private final JdkImages jdk = new JdkImages();
  private final WebpImages webp = new WebpImages();
  private final Planes overview = new Planes();
  private final Planes window = new Planes();
  private final Planes spare = new Planes();

  /**
   * Reads a frame, whatever its format.
   *
   * @param limits how much of it is read at all; bytes are limited for files only
   * @param lens the distortion to take out
   * @param reduction by the upright width and height, how many times smaller the overview may be;
   *     the next smaller of 1, 2, 4, 8 is taken
   * @throws VestibuleException {@code image-format-unsupported}, {@code image-too-large}, {@code
   *     image-truncated}, {@code image-damaged}, or {@code image-size-mismatch} for uncompressed
   *     pixels that are not as many as they say
   */
  public Picture read(Frame frame, Limits limits, Lens lens, IntBinaryOperator reduction)
      throws VestibuleException {
    byte[] data = frame.bytes();
    if (frame.format() instanceof FrameFormat.Raw raw) {
      RawPixels.read(data, raw, limits, window);
      return whole(Exif.UPRIGHT, lens, reduction);
    }
    limits.checkBytes(data.length);
    switch (ImageKind.of(data)) {
      case PNG -> {
        PngHeader png = PngHeader.read(data, limits);
        jdk.png(data, window);
        return whole(png.orientation(), lens, reduction);
      }
      case WEBP -> {
        WebpHeader found = WebpHeader.read(data, limits);
        webp.read(data, found, window);
        return whole(found.orientation(), lens, reduction);
      }
      default -> {
        return jpeg(data, limits, lens, reduction);
      }
    }
  }

  /** Returns how many arrays were made so far, to show that they are used again. */
  public int growths() {
    return overview.growths() + window.growths() + spare.growths() + jdk.growths() + webp.growths();
  }

  private Picture jpeg(byte[] data, Limits limits, Lens lens, IntBinaryOperator reduction)
      throws VestibuleException {
    header.read(data, limits);
    int orientation = header.orientation;
    if (!header.plain) {
      header.checkScans();
      jdk.jpeg(data, header.rgb, window);
      return whole(orientation, lens, reduction);
    }
    int denominator = denominator(header.width, header.height, orientation, reduction);
    decoder.whole(data, header, denominator, overview);
    return new Picture(
        header.width, header.height, orientation, lens, overview, this::decodeWindow);
  }

  /** The whole picture is in {@link #window} already; only the overview is missing. */
  private Picture whole(int orientation, Lens lens, IntBinaryOperator reduction) {
    int denominator = denominator(window.width, window.height, orientation, reduction);
    Planes smaller = window;
    for (int d = 1; d < denominator; d *= 2) {
      Planes half = smaller == overview ? spare : overview;
      smaller.halve(half);
      smaller = half;
    }
    return new Picture(
        window.width, window.height, orientation, lens, smaller, (x0, y0, x1, y1, d) -> window);
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
