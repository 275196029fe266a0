// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgmTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"P5 2 2 255\nabc", "P5 2 2 65535\nabcdefgh", "P5 99999 99999 255\n", "P5 x"})
  void whatIsNoWholePictureIsRefused(String text) {
    assertThatThrownBy(() -> Pgm.read(text.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("PGM");
  }

  @Test
  void aPictureIsReadPastItsComments() throws Exception {
    byte[] bytes = "P5\n# by hand\n3 2\n255\nabcdef".getBytes(StandardCharsets.US_ASCII);

    assertThat(Pgm.is(bytes)).isTrue();
    BufferedImage image = Pgm.read(bytes);
    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getRaster().getSample(2, 1, 0)).isEqualTo('f');
  }
}
