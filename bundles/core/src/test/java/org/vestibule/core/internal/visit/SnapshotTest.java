// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;
import org.vestibule.api.visit.VisitPicture;

class SnapshotTest {
  /** Dusk. */
  static byte[] jpeg(int width, int height) throws IOException {
    return jpeg(width, height, (x, y) -> 255 * y / height);
  }

  private static byte[] jpeg(int width, int height, IntBinaryOperator pixel) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, pixel.applyAsInt(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** Returns a file that claims another precision and size than it has. */
  private static byte[] claiming(int bits, int width, int height) throws IOException {
    byte[] bytes = jpeg(64, 48);
    int at = 0;
    while ((bytes[at] & 0xff) != 0xff || (bytes[at + 1] & 0xff) != 0xc0) {
      at++;
    }
    ByteBuffer.wrap(bytes, at + 4, 5)
        .put((byte) bits)
        .putShort((short) height)
        .putShort((short) width);
    return bytes;
  }

  private static Frame file(byte[] bytes) {
    return new Frame(bytes, Instant.EPOCH, 0);
  }

  private static Frame raw(PixelLayout layout, int width, int height, int bytes) {
    return new Frame(new byte[bytes], new FrameFormat.Raw(layout, width, height), Instant.EPOCH, 0);
  }

  @Test
  void whatIsNoPictureIsNotKept() throws Exception {
    byte[] good = jpeg(64, 48);
    byte[] cut = java.util.Arrays.copyOf(good, 20);
    for (byte[] bad : new byte[][] {{}, {1, 2, 3}, cut}) {
      assertThat(Snapshot.of(file(bad))).isEmpty();
    }
    assertThat(Snapshot.of(raw(PixelLayout.RGB24, 640, 480, 99))).isEmpty();
    assertThat(Snapshot.of(raw(PixelLayout.GREY8, Integer.MAX_VALUE, 2, 99))).isEmpty();
    assertThat(Snapshot.of(raw(PixelLayout.GREY8, -1, -1, 99))).isEmpty();
  }

  @Test
  void whatNeedsMoreMemoryThanAPictureOfACameraIsNotRead() throws Exception {
    assertThat(Snapshot.of(file(claiming(8, 3000, 3000)))).isPresent();
    assertThat(Snapshot.of(file(claiming(8, 3000, 3001)))).isEmpty();
    assertThat(Snapshot.of(file(claiming(12, 64, 48)))).isEmpty();
  }

  @Test
  void whatIsNoJpegIsNotReadByWhateverElseReadsPictures() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
    assertThat(Snapshot.of(file(png.toByteArray()))).isEmpty();
  }

  /** Whoever could write nowhere would get no picture. */
  @Test
  void noPictureIsWrittenToADiskInClear(@TempDir Path folder) throws Exception {
    byte[] bytes = jpeg(64, 48);
    Path gone = Files.createDirectory(folder.resolve("gone"));
    File before = ImageIO.getCacheDirectory();
    ImageIO.setCacheDirectory(gone.toFile());
    try {
      Files.delete(gone);
      assertThat(Snapshot.of(file(bytes))).isPresent();
    } finally {
      ImageIO.setCacheDirectory(before);
    }
  }

  @Test
  void whateverComesIsSmallAfterwards() throws Exception {
    VisitPicture wide = Snapshot.of(file(jpeg(3000, 200))).orElseThrow();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(wide.jpeg()));
    assertThat(image.getWidth()).isEqualTo(640);
    assertThat(wide.capturedAt()).isEqualTo(Instant.EPOCH);
    VisitPicture tiny = Snapshot.of(file(jpeg(2, 3))).orElseThrow();
    assertThat(ImageIO.read(new ByteArrayInputStream(tiny.jpeg())).getHeight()).isEqualTo(3);
  }

  @Test
  void whatNoJpegMakesSmallLosesPixelsUntilItFits() throws Exception {
    Random noise = new Random(1);
    byte[] loud = jpeg(640, 480, (x, y) -> noise.nextInt());
    VisitPicture kept = Snapshot.of(file(loud)).orElseThrow();
    assertThat(ImageIO.read(new ByteArrayInputStream(kept.jpeg())).getWidth()).isLessThan(640);
  }

  @Test
  void eachLayoutOfPixelsIsRead() {
    for (PixelLayout layout : PixelLayout.values()) {
      int bytes = (int) layout.bytes(33, 17);
      assertThat(Snapshot.of(raw(layout, 33, 17, bytes))).as(layout.name()).isPresent();
    }
  }
}
