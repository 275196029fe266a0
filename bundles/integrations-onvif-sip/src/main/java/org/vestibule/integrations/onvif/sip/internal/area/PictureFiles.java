// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Outline;

/**
 * The pictures of a station that sends files: while there are masks each is decoded, turned
 * upright, painted and written anew; without masks it passes as it came. What cannot be painted is
 * not passed on. Thread-safe.
 */
public final class PictureFiles {
  /** A little more than a camera of 4K has. */
  static final int MOST_PIXELS = 9_000_000;

  /** Eight bits a channel: a file of some kilobytes may hold twice that for nothing. */
  private static final int MOST_BITS = 32;

  /** A file can be made so that its passes take minutes. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Each takes up to nine bytes a pixel: however many send, one is painted at a time. */
  private static final Lock TURN = new ReentrantLock(true);

  private static final float QUALITY = 0.92f;

  private final LiveAreas areas;
  private final long mostNanos;
  private List<Outline> masks = List.of();
  private BlackOut black = BlackOut.of(List.of(), 1, 1);
  private int width = 1;
  private int height = 1;

  /** For a station with these areas. */
  public PictureFiles(LiveAreas areas) {
    this(areas, MOST_NANOS);
  }

  /**
   * @param mostNanos how long a picture may be read
   */
  PictureFiles(LiveAreas areas, long mostNanos) {
    this.areas = areas;
    this.mostNanos = mostNanos;
  }

  /**
   * Returns the picture without what is hidden.
   *
   * @param file as the station sent it
   * @param station for messages
   * @throws VestibuleException {@code picture-unmaskable}
   */
  public byte[] masked(byte[] file, String station) throws VestibuleException {
    List<Outline> now = areas.now().masks();
    if (now.isEmpty()) {
      return file;
    }
    TURN.lock();
    try {
      BufferedImage picture = upright(decoded(file, station), Orientation.of(file));
      black(now, picture.getWidth(), picture.getHeight())
          .rgb(((DataBufferInt) picture.getRaster().getDataBuffer()).getData());
      return jpeg(picture);
    } catch (IOException | RuntimeException e) {
      // The library's readers throw whatever a damaged file leads them to.
      throw unmaskable(station, "it cannot be decoded", e);
    } finally {
      TURN.unlock();
    }
  }

  private BufferedImage decoded(byte[] file, String station)
      throws IOException, VestibuleException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw unmaskable(station, "a file of another kind", null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw unmaskable(station, pixels + " pixels", null);
        }
        ImageTypeSpecifier kind = reader.getRawImageType(0);
        int bits = kind == null ? MOST_BITS : kind.getColorModel().getPixelSize();
        if (bits > MOST_BITS) {
          throw unmaskable(station, bits + " bits a pixel", null);
        }
        Patience patience = new Patience(System.nanoTime() + mostNanos);
        reader.addIIOReadProgressListener(patience);
        BufferedImage picture = reader.read(0);
        if (patience.ended()) {
          throw unmaskable(station, "one that takes too long to decode", null);
        }
        return picture;
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage upright(BufferedImage stored, int orientation) {
    int across = stored.getWidth();
    int down = stored.getHeight();
    boolean lies = Orientation.lies(orientation);
    BufferedImage upright =
        new BufferedImage(lies ? down : across, lies ? across : down, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = upright.createGraphics();
    drawing.drawImage(stored, Orientation.upright(orientation, across, down), null);
    drawing.dispose();
    return upright;
  }

  private synchronized BlackOut black(List<Outline> now, int across, int down) {
    if (now != masks || across != width || down != height) {
      masks = now;
      width = across;
      height = down;
      black = BlackOut.of(now, across, down);
    }
    return black;
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 << 10);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static VestibuleException unmaskable(String station, String found, Exception cause) {
    return new VestibuleException(
        "picture-unmaskable",
        "picture of station " + station,
        found,
        "JPEG or PNG of 8 bits and up to 9 million pixels while it has masks",
        "Let the station send such pictures, or remove its masks.",
        cause);
  }
}
