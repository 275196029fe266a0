// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;

/** Whatever a file holds, it is a picture or refused, and the reader can be used again. */
class PictureFuzzTest {
  private final PictureReader reader = new PictureReader();

  @FuzzTest
  void picture(byte[] bytes) {
    try {
      reader.read(
          new Frame(bytes, Instant.EPOCH, 0), Pictures.LIMITS, Lens.NONE, (width, height) -> 1);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).startsWith("image-");
    }
  }
}
