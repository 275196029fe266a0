// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.vestibule.api.station.Frame;
import org.w3c.dom.Element;

/** Pictures made by the JDK, and read back by it: the other side of every comparison. */
public final class Pictures {
  static final Limits LIMITS = new Limits(12_000_000, 8_000_000);

  private Pictures() {}

  /** Something with flat areas, edges, gradients and noise. */
  public static BufferedImage scene(int width, int height, boolean grey) {
    int type = grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    g.setPaint(new GradientPaint(0, 0, new Color(20, 60, 120), width, height, Color.ORANGE));
    g.fillRect(0, 0, width, height);
    Random random = new Random(42);
    for (int i = 0; i < 30; i++) {
      g.setColor(new Color(random.nextInt(0xFFFFFF)));
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      if (i % 2 == 0) {
        g.fillOval(x, y, 1 + width / 6, 1 + height / 8);
      } else {
        g.drawLine(x, y, random.nextInt(width), random.nextInt(height));
      }
    }
    g.dispose();
    return image;
  }

  /** Encodes; {@code sampling} such as "2x1", {@code restart} in groups of blocks or 0. */
  public static byte[] jpeg(
      BufferedImage image, float quality, String sampling, int restart, boolean progressive)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
      String format = metadata.getNativeMetadataFormatName();
      Element root = (Element) metadata.getAsTree(format);
      Element luma = (Element) root.getElementsByTagName("componentSpec").item(0);
      luma.setAttribute("HsamplingFactor", sampling.substring(0, 1));
      luma.setAttribute("VsamplingFactor", sampling.substring(2));
      if (restart > 0) {
        IIOMetadataNode dri = new IIOMetadataNode("dri");
        dri.setAttribute("interval", Integer.toString(restart));
        Element sequence = (Element) root.getElementsByTagName("markerSequence").item(0);
        sequence.insertBefore(dri, sequence.getElementsByTagName("sos").item(0));
      }
      metadata.setFromTree(format, root);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writer.setOutput(
          new MemoryCacheImageOutputStream(out) {
            @Override
            public void close() {
              // The stream below is in memory.
            }
          });
      writer.write(null, new IIOImage(image, null, metadata), param);
      ((MemoryCacheImageOutputStream) writer.getOutput()).flush();
      return out.toByteArray();
    } finally {
      writer.dispose();
    }
  }

  public static byte[] jpeg(BufferedImage image) throws IOException {
    return jpeg(image, 0.9f, image.getRaster().getNumBands() == 1 ? "1x1" : "2x2", 0, false);
  }

  public static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A WebP file of this source tree, made of {@code scene(120, 90, false)} by cwebp 1.2.4. */
  static byte[] webp(String name) throws IOException {
    try (InputStream in = Pictures.class.getResourceAsStream("/webp/" + name + ".webp")) {
      return in.readAllBytes();
    }
  }

  /** A file as a frame. */
  static Frame frame(byte[] file) {
    return new Frame(file, Instant.EPOCH, 0);
  }

  /** The JDK's own YCbCr pixels. */
  static Raster raster(byte[] jpeg) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try {
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)), true, true);
      return reader.readRaster(0, null);
    } finally {
      reader.dispose();
    }
  }

  /** Puts an EXIF block with that orientation behind the first marker. */
  public static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] out = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, out, 0, 2);
    System.arraycopy(exif, 0, out, 2, exif.length);
    System.arraycopy(jpeg, 2, out, 2 + exif.length, jpeg.length - 2);
    return out;
  }
}
