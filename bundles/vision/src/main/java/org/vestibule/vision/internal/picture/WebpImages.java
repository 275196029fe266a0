// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import com.twelvemonkeys.imageio.plugins.webp.vp8.VP8Frame;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import org.vestibule.api.VestibuleException;

/**
 * The image data of a WebP file: lossless by {@link WebpLossless}, lossy (VP8 key frames, RFC 6386)
 * by TwelveMonkeys' pure Java code. Only these bytes reach that code, never the file with its
 * profile, alpha and metadata. Its pixels are used again; not thread-safe.
 */
final class WebpImages {
  /**
   * Full HD. The decoder keeps an object for every sixteen pixels until the picture is done, so a
   * larger one would cost a gateway more memory and time than a picture is worth.
   */
  private static final int MAX_PIXELS = 1920 * 1088;

  private static final int RED_FIRST = 0;

  private WritableRaster pixels;
  private int growths;

  /** Returns how many pixel buffers were made so far. */
  int growths() {
    return growths;
  }

  /**
   * Decodes.
   *
   * @throws VestibuleException {@code image-too-large} or {@code image-damaged}
   */
  void read(byte[] data, WebpHeader header, Planes out) throws VestibuleException {
    int width = header.width();
    int height = header.height();
    if (header.lossless()) {
      lossless(data, header, out);
      return;
    }
    if ((long) width * height > MAX_PIXELS) {
      throw BadPicture.tooLarge(
          width + "x" + height + " pixels of lossy WebP",
          "at most " + MAX_PIXELS + " pixels of lossy WebP");
    }
    room(width, height);
    try (ImageInputStream in = new BytesInput(data, header.start(), header.length())) {
      new VP8Frame(in, false).decode(pixels, null);
    } catch (IOException | RuntimeException e) {
      // The decoder answers some damaged files with unchecked exceptions of many kinds.
      throw BadPicture.damaged("a WebP file that cannot be decoded", e);
    }
    byte[] bytes = ((DataBufferByte) pixels.getDataBuffer()).getData();
    Rgb.planes(bytes, 3, RED_FIRST, width, height, out);
  }

  private static void lossless(byte[] data, WebpHeader header, Planes out)
      throws VestibuleException {
    int width = header.width();
    int height = header.height();
    int[] colours = WebpLossless.decode(data, header.start(), header.length(), width, height);
    Rgb.shape(out, width, height);
    for (int i = 0; i < colours.length; i++) {
      Rgb.put(out, i, colours[i] >> 16 & 255, colours[i] >> 8 & 255, colours[i] & 255);
    }
  }

  private void room(int width, int height) {
    if (pixels == null || pixels.getWidth() != width || pixels.getHeight() != height) {
      pixels = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
      growths++;
    }
  }
}
