// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

class WebpTest {
  private static final int CHUNK = 12;

  private final PictureReader reader = new PictureReader();

  @Test
  void aFileThatMovesIsRefused() throws Exception {
    VestibuleException refusal = refusal(Pictures.webp("animated"));

    assertThat(refusal.code()).isEqualTo("image-format-unsupported");
    assertThat(refusal.found()).isEqualTo("an animated WebP");
  }

  @Test
  void aHugeLossyPictureIsRefusedByItsHeaderAlone() throws Exception {
    byte[] file = Pictures.webp("lossy");
    file[CHUNK + 8 + 7] = 0x3F;
    file[CHUNK + 8 + 9] = 0x3F;

    assertThat(refusal(file).code()).isEqualTo("image-too-large");
    assertThat(refusal(file).found()).isEqualTo("16248x16218 pixels");
  }

  @Test
  void aHugeLosslessPictureIsRefusedByItsHeaderAlone() throws Exception {
    byte[] file = Pictures.webp("lossless");
    Arrays.fill(file, CHUNK + 8 + 1, CHUNK + 8 + 4, (byte) 0xFF);

    assertThat(refusal(file).code()).isEqualTo("image-too-large");
  }

  @Test
  void aHugeCanvasAroundASmallPictureIsRefused() throws Exception {
    byte[] file = Pictures.webp("alpha");
    file[CHUNK + 8 + 6] = (byte) 0xFF;
    file[CHUNK + 8 + 9] = (byte) 0xFF;

    assertThat(refusal(file).code()).isEqualTo("image-too-large");
  }

  @Test
  void whatTheDecoderCannotAffordIsRefusedThoughItIsWithinTheLimits() throws Exception {
    byte[] file = Pictures.webp("lossy");
    file[CHUNK + 8 + 7] = 0x0F;
    file[CHUNK + 8 + 9] = 0x0B;

    assertThat(refusal(file).code()).isEqualTo("image-too-large");
    assertThat(refusal(file).allowed()).isEqualTo("at most 2088960 pixels of lossy WebP");
  }

  /**
   * Each would be applied to the whole picture: a small file could keep a decoder busy for ever.
   */
  @Test
  void aTransformThatIsNamedTwiceIsRefused() throws Exception {
    byte[] file = Pictures.webp("lossless");
    // Twice the bits 1, 0, 1, lowest first: "a transform follows", "green was subtracted".
    file[CHUNK + 8 + 5] = 0b101101;

    assertThat(refusal(file).code()).isEqualTo("image-damaged");
    assertThat(refusal(file).found()).isEqualTo("a WebP file with a transform twice");
  }

  @Test
  void aChunkLongerThanItsFileIsRefused() throws Exception {
    byte[] file = Pictures.webp("lossy");
    file[CHUNK + 7] = (byte) 0x7F;

    assertThat(refusal(file).code()).isEqualTo("image-truncated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy", "alpha", "turned"})
  void lossyPicturesHaveTheBrightnessOfTheScene(String name) throws Exception {
    float[] expected = brightness(Pictures.png(Pictures.scene(120, 90, false)));
    float[] found = brightness(Pictures.webp(name));

    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      error += Math.abs(expected[i] - found[i]);
    }
    assertThat(error / expected.length).isLessThan(4);
  }

  @Test
  void losslessPicturesAreTheScene() throws Exception {
    assertThat(brightness(Pictures.webp("lossless")))
        .isEqualTo(brightness(Pictures.png(Pictures.scene(120, 90, false))));
  }

  private float[] brightness(byte[] file) throws Exception {
    Picture picture = read(file);
    assertThat(picture.width()).isEqualTo(120);
    assertThat(picture.height()).isEqualTo(90);
    FloatBuffer grey = FloatBuffer.allocate(120 * 90);
    picture.grey(Affine.IDENTITY, 120, 90, grey, 0, 1);
    return grey.array();
  }

  private Picture read(byte[] file) throws VestibuleException {
    return reader.read(Pictures.frame(file), Pictures.LIMITS, Lens.NONE, (w, h) -> 1);
  }

  private VestibuleException refusal(byte[] file) {
    return catchThrowableOfType(VestibuleException.class, () -> read(file));
  }
}
