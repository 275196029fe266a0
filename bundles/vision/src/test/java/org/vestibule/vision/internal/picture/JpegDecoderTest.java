// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.vision.internal.Fixtures;

/** The JDK decodes the same file; its brightness must be ours, pixel for pixel. */
class JpegDecoderTest {
  private final JpegHeader header = new JpegHeader();
  private final JpegDecoder decoder = new JpegDecoder();
  private final Planes whole = new Planes();
  private final Planes window = new Planes();

  @ParameterizedTest
  @CsvSource({
    "64, 48, 1x1, 0", "64, 48, 2x1, 0", "64, 48, 2x2, 0", "64, 48, 1x2, 0", "321, 243, 2x2, 0",
    "317, 199, 2x1, 0", "33, 17, 1x1, 0", "1, 1, 2x2, 0", "7, 130, 2x2, 0", "320, 240, 2x2, 5",
    "131, 77, 2x1, 1", "200, 200, 1x1, 7", "200, 100, 4x1, 0", "200, 100, 4x2, 3"
  })
  void brightnessIsTheJdksOwn(int width, int height, String sampling, int restart)
      throws Exception {
    byte[] file =
        Pictures.jpeg(Pictures.scene(width, height, false), 0.85f, sampling, restart, false);

    decode(file, 1);

    assertThat(header.plain).isTrue();
    assertThat(header.restartInterval).isEqualTo(restart);
    assertSameBrightness(Pictures.raster(file), whole);
    assertColourAlike(Pictures.raster(file), whole, sampling.equals("1x1") ? 0 : 6);
  }

  @Test
  void greyPicturesHaveNoColour() throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(123, 77, true), 0.7f, "1x1", 3, false);

    decode(file, 1);

    assertThat(whole.grey).isTrue();
    assertSameBrightness(Pictures.raster(file), whole);
  }

  @ParameterizedTest
  @CsvSource({"2, 2x2", "4, 2x2", "8, 2x2", "2, 1x1", "4, 2x1", "8, 1x1"})
  void aSmallerPictureIsTheMeanOfTheLargeOne(int denominator, String sampling) throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(328, 248, false), 0.9f, sampling, 0, false);

    decode(file, denominator);

    Raster full = Pictures.raster(file);
    double error = 0;
    for (int y = 0; y < 248 / denominator; y++) {
      for (int x = 0; x < 328 / denominator; x++) {
        error += Math.abs(mean(full, x, y, denominator) - (whole.luma[y * whole.stride + x] & 255));
      }
    }
    error /= (double) (248 / denominator) * (328 / denominator);
    assertThat(error).isLessThan(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2x2, 0, 100, 60, 180, 150", "2x2, 4, 0, 0, 30, 30", "1x1, 0, 300, 200, 328, 248",
    "2x1, 9, 5, 240, 328, 248", "2x2, 21, -20, -20, 900, 900", "1x1, 41, 97, 98, 99, 100"
  })
  void aWindowIsTheSameAsTheWhole(String sampling, int restart, int x0, int y0, int x1, int y1)
      throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(328, 248, false), 0.9f, sampling, restart, false);
    Raster full = Pictures.raster(file);
    decode(file, 8);

    decoder.window(x0, y0, x1, y1, 1, window);

    assertThat(window.originX).isLessThanOrEqualTo(Math.max(0, x0));
    assertThat(window.originY).isLessThanOrEqualTo(Math.max(0, y0));
    assertThat(window.originX + window.width).isGreaterThanOrEqualTo(Math.min(x1, 328));
    assertThat(window.originY + window.height).isGreaterThanOrEqualTo(Math.min(y1, 248));
    assertSameBrightness(full, window);
  }

  @ParameterizedTest
  @CsvSource({"2, 2x2", "4, 1x1", "8, 2x1"})
  void aSmallerWindowIsACutOfTheSmallerWhole(int denominator, String sampling) throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(331, 247, false), 0.9f, sampling, 6, false);
    decode(file, denominator);

    decoder.window(70, 90, 200, 240, denominator, window);

    int left = window.originX / denominator;
    int top = window.originY / denominator;
    for (int y = 0; y < window.height; y++) {
      for (int x = 0; x < window.width; x++) {
        assertThat(window.luma[y * window.stride + x])
            .isEqualTo(whole.luma[(y + top) * whole.stride + x + left]);
      }
    }
  }

  @Test
  void realPicturesAreTheSameToo() throws Exception {
    Path faces = Fixtures.folder("faces");
    Assumptions.assumeTrue(Files.isDirectory(faces), "run ./vestibule demo once for the fixtures");
    List<Path> files;
    try (Stream<Path> all = Files.walk(faces)) {
      files = all.filter(path -> path.toString().endsWith("5.jpg")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path path : files) {
      byte[] file = Files.readAllBytes(path);
      decode(file, 1);
      assertSameBrightness(Pictures.raster(file), whole);
      assertColourAlike(Pictures.raster(file), whole, 3);
    }
  }

  private void decode(byte[] file, int denominator) throws Exception {
    header.read(file, Pictures.LIMITS);
    decoder.whole(file, header, denominator, whole);
  }

  private static double mean(Raster full, int x, int y, int size) {
    double sum = 0;
    for (int v = 0; v < size; v++) {
      for (int u = 0; u < size; u++) {
        sum += full.getSample(x * size + u, y * size + v, 0);
      }
    }
    return sum / (size * size);
  }

  private static void assertSameBrightness(Raster expected, Planes planes) {
    int worst = 0;
    for (int y = 0; y < planes.height; y++) {
      for (int x = 0; x < planes.width; x++) {
        int ours = planes.luma[y * planes.stride + x] & 255;
        int theirs = expected.getSample(x + planes.originX, y + planes.originY, 0);
        worst = Math.max(worst, Math.abs(ours - theirs));
      }
    }
    assertThat(worst).as("largest difference of brightness").isZero();
  }

  /** Upsampling differs by design (bilinear here), so only the mean difference is bounded. */
  private static void assertColourAlike(Raster expected, Planes planes, double bound) {
    FloatBuffer rgb = FloatBuffer.allocate(3 * planes.width * planes.height);
    Route route = new Route(Affine.IDENTITY, Lens.NONE, planes.width, planes.height);
    Sampler.colour(planes, route, planes.width, planes.height, rgb, 0, 1, false);
    double error = 0;
    int area = planes.width * planes.height;
    for (int y = 0; y < planes.height; y++) {
      for (int x = 0; x < planes.width; x++) {
        double red = expected.getSample(x, y, 0) + 1.402 * (expected.getSample(x, y, 2) - 128);
        error += Math.abs(rgb.get(y * planes.width + x) - Math.min(255, Math.max(0, red)));
      }
    }
    assertThat(error / area).isCloseTo(0, within(bound + 0.01));
  }
}
