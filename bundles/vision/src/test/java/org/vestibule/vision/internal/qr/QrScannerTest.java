// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.common.BitMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;

class QrScannerTest {
  private static final String PASS = "VP1K7Q0C9M2XWZ4T8RAEHJ5DB3N";
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private final QrScanner scanner = new QrScanner();

  @Test
  void picturesThatCannotBeReadCarryNothing() {
    assertThat(scanner.scan(frame(new byte[0]))).isEmpty();
    assertThat(scanner.scan(frame(new byte[] {1, 2, 3}))).isEmpty();
    for (int[] size : new int[][] {{0, 4}, {-1, 4}, {4, 4}, {40_000, 40_000}}) {
      for (PixelLayout layout : PixelLayout.values()) {
        assertThat(scanner.scan(raw(new byte[100], layout, size[0], size[1]))).isEmpty();
      }
    }
    byte[] huge = new byte[3001 * 3001];
    assertThat(scanner.scan(raw(huge, PixelLayout.GREY8, 3001, 3001))).isEmpty();
  }

  @Test
  void noiseCarriesNothingAndBreaksNothing() throws Exception {
    Random random = new Random(5);
    byte[] pass = luma(PASS, BarcodeFormat.QR_CODE, 300, WIDTH, HEIGHT);
    for (int i = 0; i < 200; i++) {
      byte[] luma = pass.clone();
      for (int n = random.nextInt(200_000); n > 0; n--) {
        luma[random.nextInt(luma.length)] = (byte) random.nextInt();
      }
      scanner
          .scan(raw(luma, PixelLayout.GREY8, WIDTH, HEIGHT))
          .ifPresent(text -> assertThat(text).isEqualTo(PASS));
    }
    assertThat(scanner.scan(raw(pass, PixelLayout.GREY8, WIDTH, HEIGHT))).contains(PASS);
  }

  @Test
  void whatIsTooLongOrAnotherKindOfCodeIsNoPass() throws Exception {
    byte[] tooLong = luma("A".repeat(65), BarcodeFormat.QR_CODE, 300, WIDTH, HEIGHT);
    assertThat(scanner.scan(raw(tooLong, PixelLayout.GREY8, WIDTH, HEIGHT))).isEmpty();
    byte[] other = luma(PASS, BarcodeFormat.DATA_MATRIX, 300, WIDTH, HEIGHT);
    assertThat(scanner.scan(raw(other, PixelLayout.GREY8, WIDTH, HEIGHT))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PixelLayout.class)
  void aPassIsReadInEveryLayout(PixelLayout layout) throws Exception {
    byte[] luma = luma(PASS, BarcodeFormat.QR_CODE, 200, WIDTH, HEIGHT);
    byte[] bytes = new byte[(int) layout.bytes(WIDTH, HEIGHT)];
    if (layout == PixelLayout.RGB24 || layout == PixelLayout.BGR24) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = luma[i / 3];
      }
    } else {
      Arrays.fill(bytes, (byte) 128);
      System.arraycopy(luma, 0, bytes, 0, luma.length);
    }
    byte[] before = bytes.clone();
    assertThat(scanner.scan(raw(bytes, layout, WIDTH, HEIGHT))).contains(PASS);
    assertThat(bytes).as("the shared picture").isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void aPassIsReadInFilesLargeOnesIncluded(String kind) throws Exception {
    for (int scale : new int[] {1, 4}) {
      int width = WIDTH * scale;
      int height = HEIGHT * scale;
      byte[] luma = luma(PASS, BarcodeFormat.QR_CODE, 200 * scale, width, height);
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setDataElements(0, 0, width, height, luma);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ImageIO.write(image, kind, file);
      assertThat(scanner.scan(frame(file.toByteArray()))).contains(PASS);
    }
  }

  /** A code of this size before a grey wall. */
  private static byte[] luma(String text, BarcodeFormat format, int size, int width, int height)
      throws Exception {
    BitMatrix code = new MultiFormatWriter().encode(text, format, size, size);
    byte[] luma = new byte[width * height];
    Arrays.fill(luma, (byte) 150);
    int left = (width - code.getWidth()) / 2;
    int top = (height - code.getHeight()) / 2;
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        luma[(top + y) * width + left + x] = (byte) (code.get(x, y) ? 30 : 220);
      }
    }
    return luma;
  }

  private static Frame raw(byte[] bytes, PixelLayout layout, int width, int height) {
    return new Frame(
        bytes, new FrameFormat.Raw(layout, width, height), Instant.now(), System.nanoTime());
  }

  private static Frame frame(byte[] bytes) {
    return new Frame(bytes, Instant.now(), System.nanoTime());
  }
}
