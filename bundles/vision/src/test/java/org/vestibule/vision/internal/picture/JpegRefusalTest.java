// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;

/** Kinds of JPEG that cameras hardly send are refused by their name. */
class JpegRefusalTest {
  private final PictureReader reader = new PictureReader();

  @ParameterizedTest
  @CsvSource({
    "0xC3, a JPEG with lossless coding (SOF3)",
    "0xC5, a JPEG with hierarchical coding (SOF5)",
    "0xC9, a JPEG with arithmetic coding (SOF9)",
    "0xCA, a JPEG with arithmetic coding (SOF10)",
    "0xCB, a JPEG with lossless arithmetic coding (SOF11)"
  })
  void anotherCodingIsRefused(int marker, String found) throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(64, 48, false));
    file[frame(file) + 1] = (byte) marker;

    assertRefused(file, found);
  }

  @ParameterizedTest
  @CsvSource({"12, a JPEG of 12 bits", "16, a JPEG of 16 bits"})
  void moreThanEightBitsAreRefused(int bits, String found) throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(64, 48, false));
    file[frame(file) + 4] = (byte) bits;

    assertRefused(file, found);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, a JPEG in CMYK colours",
    "0, a JPEG in CMYK colours",
    "2, a JPEG in YCCK colours"
  })
  void fourColoursAreRefused(int transform, String found) throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(64, 48, false));
    file[frame(file) + 9] = 4;

    assertRefused(transform < 0 ? file : withAdobe(file, transform), found);
  }

  private void assertRefused(byte[] file, String found) {
    VestibuleException refusal =
        catchThrowableOfType(
            VestibuleException.class,
            () -> reader.read(Pictures.frame(file), Pictures.LIMITS, Lens.NONE, (w, h) -> 1));

    assertThat(refusal.code()).isEqualTo("image-format-unsupported");
    assertThat(refusal.found()).isEqualTo(found);
  }

  /** Returns where the frame header begins. */
  private static int frame(byte[] file) {
    int at = 2;
    while ((file[at + 1] & 255) != 0xC0) {
      at += 2 + ((file[at + 2] & 255) << 8 | file[at + 3] & 255);
    }
    return at;
  }

  private static byte[] withAdobe(byte[] file, int transform) {
    byte[] mark = {
      -1, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
    };
    byte[] longer = Arrays.copyOf(file, file.length + mark.length);
    System.arraycopy(mark, 0, longer, 2, mark.length);
    System.arraycopy(file, 2, longer, 2 + mark.length, file.length - 2);
    return longer;
  }
}
