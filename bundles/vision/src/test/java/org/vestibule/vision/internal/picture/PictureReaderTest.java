// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

class PictureReaderTest {
  private static final int ROUNDS = 2000;

  private final PictureReader reader = new PictureReader();

  @ParameterizedTest
  @CsvSource({
    "GIF89a, GIF",
    "<!DOCTYPE html>, HTML",
    "BM......, BMP",
    "hello, 68 65 6c 6c",
    "'', empty"
  })
  void otherFormatsAreRefusedByTheirName(String begins, String named) {
    byte[] file = begins.getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "image-format-unsupported")
        .hasMessageContaining(named);
  }

  @Test
  void aHugePictureIsRefusedByItsHeaderAlone() throws Exception {
    byte[] jpeg = Pictures.jpeg(Pictures.scene(64, 64, false));
    for (int i = 0; i < jpeg.length; i++) {
      if ((jpeg[i] & 255) == 0xFF && (jpeg[i + 1] & 255) == 0xC0) {
        jpeg[i + 5] = 0x27;
        jpeg[i + 7] = 0x27;
        break;
      }
    }
    byte[] png = Pictures.png(Pictures.scene(64, 64, false));
    png[18] = 0x27;
    png[22] = 0x27;

    assertThat(refusal(jpeg).code()).isEqualTo("image-too-large");
    assertThat(refusal(jpeg).found()).isEqualTo("10048x10048 pixels");
    assertThat(refusal(jpeg).allowed()).isEqualTo("at most 12000000 pixels");
    assertThat(refusal(png).code()).isEqualTo("image-too-large");
    assertThat(refusal(new byte[8_000_001]).code()).isEqualTo("image-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "restarts", "progressive", "png", "lossy", "lossless", "alpha"})
  void aFileCutShortIsNeverAHalfPicture(String kind) throws Exception {
    byte[] file = sample(kind);
    for (int length = 33; length < file.length; length += 1 + file.length / 60) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThat(refusal(cut).code()).as("first %d bytes", length).isEqualTo("image-truncated");
    }
    assertThat(refusal(Arrays.copyOf(file, file.length - 2)).code()).isEqualTo("image-truncated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "restarts",
        "progressive",
        "grey",
        "png",
        "greyPng",
        "lossy",
        "lossless",
        "alpha"
      })
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void damageIsATypedErrorOrAPicture(String kind) throws Exception {
    byte[] file = sample(kind);
    Random random = new Random(7);
    int pictures = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = file.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Picture picture = read(damaged);
        picture.focus(10, 10, 60, 50, 1);
        picture.colour(Affine.IDENTITY, 32, 32, FloatBuffer.allocate(3 * 1024), 0, 1, true);
        pictures++;
      } catch (VestibuleException e) {
        assertThat(e.code()).startsWith("image-");
      }
    }
    assertThat(pictures).isBetween(kind.endsWith("ng") ? 0 : 1, ROUNDS - 1);
  }

  @Test
  void aProgressiveFileOfEndlessScansIsRefused() throws Exception {
    byte[] file = sample("progressive");
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 1, 1, 0};
    byte[] many = Arrays.copyOf(file, file.length + 100 * scan.length);
    for (int i = 0; i < 100; i++) {
      System.arraycopy(scan, 0, many, file.length - 2 + i * scan.length, scan.length);
    }

    assertThat(refusal(many).code()).isEqualTo("image-format-unsupported");
    assertThat(refusal(many).found()).contains("more than 64 scans");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyWayToHoldTheCameraGivesTheSameUprightPicture(int orientation) throws Exception {
    BufferedImage upright = corners(96, 64);
    byte[] stored = Pictures.jpeg(turned(upright, orientation), 1, "1x1", 0, false);

    Picture picture = read(Pictures.withOrientation(stored, orientation));
    assertThat(picture.asStored()).isEqualTo(orientation == 1);

    assertThat(picture.width()).isEqualTo(96);
    assertThat(picture.height()).isEqualTo(64);
    for (boolean overview : new boolean[] {true, false}) {
      FloatBuffer rgb = FloatBuffer.allocate(3 * 96 * 64);
      if (overview) {
        picture.overview(Affine.IDENTITY, 96, 64, rgb, 0, 1, false);
      } else {
        picture.focus(0, 0, 96, 64, 1);
        picture.colour(Affine.IDENTITY, 96, 64, rgb, 0, 1, false);
      }
      assertColour(rgb, 12, 8, Color.RED);
      assertColour(rgb, 84, 8, Color.GREEN);
      assertColour(rgb, 12, 56, Color.BLUE);
      assertColour(rgb, 84, 56, Color.WHITE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"restarts", "progressive", "png", "lossless"})
  void everyWayToStoreAPictureGivesTheSamePixels(String kind) throws Exception {
    float[] plain = pixels(sample("plain"));
    float[] other = pixels(sample(kind));

    double error = 0;
    for (int i = 0; i < plain.length; i++) {
      error += Math.abs(plain[i] - other[i]);
    }
    assertThat(error / plain.length).isLessThan(2.5);
  }

  @Test
  void smallerOverviewsLeaveTheWindowSharp() throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(320, 240, false), 0.95f, "2x2", 0, false);
    float[] full = window(file, 1);

    assertThat(window(file, 2)).isEqualTo(full);
    assertThat(window(file, 4)).isEqualTo(full);
    assertThat(window(file, 8)).isEqualTo(full);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "progressive", "grey", "png", "greyPng", "lossy", "lossless", "alpha"})
  void buffersAreUsedAgain(String kind) throws Exception {
    byte[] file = sample(kind);
    for (int i = 0; i < 2; i++) {
      read(file, 4).focus(10, 10, 80, 80, 1);
    }
    int growths = reader.growths();

    for (int i = 0; i < 20; i++) {
      read(file, 4).focus(10, 10, 80, 80, 1);
    }

    assertThat(reader.growths()).isEqualTo(growths);
  }

  private float[] window(byte[] file, int reduction) throws Exception {
    Picture picture = read(file, reduction);
    assertThat(picture.denominator()).isEqualTo(reduction);
    picture.focus(100, 60, 180, 140, 1);
    FloatBuffer rgb = FloatBuffer.allocate(3 * 64 * 64);
    picture.colour(new Affine(1, 0, 110, 0, 1, 70), 64, 64, rgb, 0, 1, false);
    return rgb.array();
  }

  private float[] pixels(byte[] file) throws Exception {
    Picture picture = read(file);
    FloatBuffer rgb = FloatBuffer.allocate(3 * 120 * 90);
    picture.colour(Affine.IDENTITY, 120, 90, rgb, 0, 1, false);
    return rgb.array();
  }

  private Picture read(byte[] file) throws VestibuleException {
    return read(file, 1);
  }

  private Picture read(byte[] file, int reduction) throws VestibuleException {
    return reader.read(Pictures.frame(file), Pictures.LIMITS, Lens.NONE, (w, h) -> reduction);
  }

  private VestibuleException refusal(byte[] file) {
    return catchThrowableOfType(VestibuleException.class, () -> read(file));
  }

  private static byte[] sample(String kind) throws Exception {
    BufferedImage image = Pictures.scene(120, 90, false);
    return switch (kind) {
      case "png" -> Pictures.png(image);
      case "greyPng" -> Pictures.png(Pictures.scene(120, 90, true));
      case "grey" -> Pictures.jpeg(Pictures.scene(120, 90, true));
      case "lossy", "lossless", "alpha" -> Pictures.webp(kind);
      case "progressive" -> Pictures.jpeg(image, 0.97f, "1x1", 0, true);
      case "restarts" -> Pictures.jpeg(image, 0.97f, "1x1", 4, false);
      default -> Pictures.jpeg(image, 0.97f, "1x1", 0, false);
    };
  }

  private static BufferedImage corners(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int i = 0; i < 4; i++) {
      g.setColor(colours[i]);
      g.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
    }
    g.dispose();
    return image;
  }

  /** What a sensor would have stored, for a camera held that way. */
  private static BufferedImage turned(BufferedImage upright, int orientation) {
    int w = orientation >= 5 ? upright.getHeight() : upright.getWidth();
    int h = orientation >= 5 ? upright.getWidth() : upright.getHeight();
    BufferedImage stored = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < upright.getHeight(); y++) {
      for (int x = 0; x < upright.getWidth(); x++) {
        int right = w - 1;
        int bottom = h - 1;
        int[] at =
            switch (orientation) {
              case 2 -> new int[] {right - x, y};
              case 3 -> new int[] {right - x, bottom - y};
              case 4 -> new int[] {x, bottom - y};
              case 5 -> new int[] {y, x};
              case 6 -> new int[] {y, bottom - x};
              case 7 -> new int[] {right - y, bottom - x};
              case 8 -> new int[] {right - y, x};
              default -> new int[] {x, y};
            };
        stored.setRGB(at[0], at[1], upright.getRGB(x, y));
      }
    }
    return stored;
  }

  private static void assertColour(FloatBuffer rgb, int x, int y, Color expected) {
    int area = 96 * 64;
    int at = y * 96 + x;
    assertThat(Math.abs(rgb.get(at) - expected.getRed())).isLessThan(12);
    assertThat(Math.abs(rgb.get(area + at) - expected.getGreen())).isLessThan(12);
    assertThat(Math.abs(rgb.get(2 * area + at) - expected.getBlue())).isLessThan(12);
  }
}
