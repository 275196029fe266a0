// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import com.twelvemonkeys.imageio.plugins.webp.lossless.VP8LDecoder;
import com.twelvemonkeys.imageio.plugins.webp.vp8.VP8Frame;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;
import org.vestibule.api.VestibuleException;

/**
 * The image data of a WebP file, decoded by TwelveMonkeys' pure Java code: lossy (VP8 key frames,
 * RFC 6386) and lossless (RFC 9649, section 3). Only these bytes reach that code, never the file
 * with its profile, alpha and metadata. Its pixels are used again; not thread-safe.
 */
final class WebpImages {
  /**
   * Full HD. The decoder keeps an object for every sixteen pixels until the picture is done, so a
   * larger one would cost a gateway more memory and time than a picture is worth.
   */
  private static final int MAX_PIXELS = 1920 * 1088;

  private static final int RED_FIRST = 0;

  private CountedRaster pixels;
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
    if ((long) width * height > MAX_PIXELS) {
      throw BadPicture.tooLarge(
          width + "x" + height + " pixels of WebP", "at most " + MAX_PIXELS + " pixels of WebP");
    }
    int bands = header.lossless() ? 4 : 3;
    room(width, height, bands);
    try (ImageInputStream in = new BytesInput(data, header.start(), header.length())) {
      in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
      if (header.lossless()) {
        new VP8LDecoder(in, false).readVP8Lossless(pixels, true, null, width, height);
      } else {
        new VP8Frame(in, false).decode(pixels, null);
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      // The decoder answers some damaged files with unchecked exceptions of many kinds, one of
      // them an assertion.
      throw BadPicture.damaged("a WebP file that cannot be decoded", e);
    }
    Rgb.planes(pixels.bytes(), bands, RED_FIRST, width, height, out);
  }

  private void room(int width, int height, int bands) {
    boolean fits =
        pixels != null
            && pixels.getWidth() == width
            && pixels.getHeight() == height
            && pixels.getNumBands() == bands;
    if (!fits) {
      pixels = new CountedRaster(width, height, bands);
      growths++;
    }
    pixels.refill();
  }
}
