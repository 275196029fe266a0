// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.vestibule.api.VestibuleException;

/**
 * The JDK's readers for what {@link JpegDecoder} does not read. Everything stays in memory: no
 * picture of a face is ever cached in a file. What the readers only warn of is refused here. Their
 * pixels are used again for the next picture of the same kind and size; not thread-safe.
 */
final class JdkImages {
  /** What one of the JDK's readers does with an opened file. */
  private interface Reading {
    void from(ImageReader reader) throws IOException;
  }

  private BufferedImage held;
  private ImageTypeSpecifier heldType;
  private int[] row = new int[0];
  private int growths;

  /** Returns how many pixel buffers were made so far. */
  int growths() {
    return growths;
  }

  /** Decodes a JPEG of one or three colours. */
  void jpeg(byte[] data, boolean rgb, Planes out) throws VestibuleException {
    read(
        "JPEG",
        data,
        reader -> {
          if (rgb) {
            fromImage(image(reader), out);
          } else {
            fromRaster(reader.readRaster(0, null), out);
          }
        });
  }

  /** Decodes a PNG. */
  void png(byte[] data, Planes out) throws VestibuleException {
    read("PNG", data, reader -> fromImage(image(reader), out));
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

  /** Reads into the image of last time, if its kind and size are the same. */
  private BufferedImage image(ImageReader reader) throws IOException {
    ImageTypeSpecifier type = reader.getImageTypes(0).next();
    int w = reader.getWidth(0);
    int h = reader.getHeight(0);
    boolean fits = held != null && held.getWidth() == w && held.getHeight() == h;
    if (!fits || !type.equals(heldType)) {
      held = type.createBufferedImage(w, h);
      heldType = type;
      growths++;
    }
    ImageReadParam param = reader.getDefaultReadParam();
    param.setDestination(held);
    return reader.read(0, param);
  }

  private void fromRaster(Raster raster, Planes out) {
    int w = raster.getWidth();
    int h = raster.getHeight();
    int bands = raster.getNumBands();
    out.shape(w, h, w, h);
    out.grey = bands == 1;
    if (!out.grey) {
      out.colour(1, 1, w, h);
    }
    out.place(0, 0, 1);
    room(w * bands);
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

  private void fromImage(BufferedImage image, Planes out) {
    int w = image.getWidth();
    int h = image.getHeight();
    room(w);
    ColorModel colours = image.getColorModel();
    if (colours instanceof ComponentColorModel
        && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      grey(image.getRaster(), colours.getComponentSize(0) - 8, out);
      return;
    }
    Rgb.shape(out, w, h);
    for (int y = 0; y < h; y++) {
      image.getRGB(0, y, w, 1, row, 0, w);
      for (int x = 0; x < w; x++) {
        Rgb.put(out, y * w + x, row[x] >> 16 & 255, row[x] >> 8 & 255, row[x] & 255);
      }
    }
  }

  /** Samples as they are stored: Java's own conversion takes them for linear light. */
  private void grey(Raster raster, int excess, Planes out) {
    int w = raster.getWidth();
    int h = raster.getHeight();
    out.shape(w, h, w, h);
    out.grey = true;
    out.place(0, 0, 1);
    for (int y = 0; y < h; y++) {
      raster.getSamples(0, y, w, 1, 0, row);
      for (int x = 0; x < w; x++) {
        out.luma[y * w + x] = (byte) (row[x] >> excess);
      }
    }
  }

  private void room(int values) {
    if (row.length < values) {
      row = new int[values];
    }
  }
}
