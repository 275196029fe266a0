// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.vestibule.api.VestibuleException;

/**
 * The JDK's readers for what {@link JpegDecoder} does not read. Everything stays in memory: no
 * picture of a face is ever cached in a file. What the readers only warn of is refused here.
 */
final class JdkImages {
  /** What one of the JDK's readers does with an opened file. */
  private interface Reading {
    void from(ImageReader reader) throws IOException;
  }

  private JdkImages() {}

  /** Decodes a JPEG of one or three colours. */
  static void jpeg(byte[] data, boolean rgb, Planes out) throws VestibuleException {
    read(
        "jpeg",
        data,
        reader -> {
          if (rgb) {
            fromRgb(reader.read(0), out);
          } else {
            fromRaster(reader.readRaster(0, null), out);
          }
        });
  }

  /** Decodes a PNG. */
  static void png(byte[] data, Planes out) throws VestibuleException {
    read("png", data, reader -> fromRgb(reader.read(0), out));
  }

  private static void read(String format, byte[] data, Reading reading) throws VestibuleException {
    var readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw BadPicture.unsupported("a " + format + " that this Java cannot read");
    }
    ImageReader reader = readers.next();
    AtomicReference<String> warning = new AtomicReference<>();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      IIOReadWarningListener listener = (source, text) -> warning.compareAndSet(null, text);
      reader.addIIOReadWarningListener(listener);
      reader.setInput(in, true, true);
      reading.from(reader);
    } catch (IOException | RuntimeException e) {
      // The readers answer some damaged files with unchecked exceptions of many kinds.
      throw BadPicture.damaged("a " + format + " file that cannot be decoded", e);
    } finally {
      reader.dispose();
    }
    String text = warning.get();
    if (text != null && text.contains("remature")) {
      throw BadPicture.truncated("a " + format + " file that ends inside its picture");
    }
    if (text != null && text.contains("orrupt")) {
      throw BadPicture.damaged("a " + format + " file with wrong data in its picture");
    }
  }

  private static void fromRaster(Raster raster, Planes out) {
    int w = raster.getWidth();
    int h = raster.getHeight();
    int bands = raster.getNumBands();
    out.shape(w, h, w, h);
    out.grey = bands == 1;
    if (!out.grey) {
      out.colour(1, 1, w, h);
    }
    out.place(0, 0, 1);
    int[] row = new int[w * bands];
    for (int y = 0; y < h; y++) {
      raster.getPixels(0, y, w, 1, row);
      for (int x = 0; x < w; x++) {
        out.luma[y * w + x] = (byte) row[x * bands];
        if (!out.grey) {
          out.cb[y * w + x] = (byte) row[x * bands + 1];
          out.cr[y * w + x] = (byte) row[x * bands + 2];
        }
      }
    }
  }

  /** From red, green and blue to the planes (JFIF 1.02, "Conversion from RGB to YCbCr"). */
  private static void fromRgb(BufferedImage image, Planes out) {
    int w = image.getWidth();
    int h = image.getHeight();
    out.shape(w, h, w, h);
    out.colour(1, 1, w, h);
    out.place(0, 0, 1);
    int[] row = new int[w];
    for (int y = 0; y < h; y++) {
      image.getRGB(0, y, w, 1, row, 0, w);
      for (int x = 0; x < w; x++) {
        int r = row[x] >> 16 & 255;
        int g = row[x] >> 8 & 255;
        int b = row[x] & 255;
        int at = y * w + x;
        out.luma[at] = (byte) Math.round(0.299f * r + 0.587f * g + 0.114f * b);
        out.cb[at] = chroma(-0.168736f * r - 0.331264f * g + 0.5f * b);
        out.cr[at] = chroma(0.5f * r - 0.418688f * g - 0.081312f * b);
      }
    }
  }

  private static byte chroma(float centred) {
    return (byte) Math.min(255, Math.round(centred + 128));
  }
}
