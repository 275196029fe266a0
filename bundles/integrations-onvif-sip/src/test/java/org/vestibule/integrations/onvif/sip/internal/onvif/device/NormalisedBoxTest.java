// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.event.SceneObserved;

class NormalisedBoxTest {
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({
    // The whole picture, its upper left quarter, its lower right one, and one that leans out of it.
    "0, 0, 1, 1, -1, 1, 1, -1",
    "0, 0, 0.5, 0.5, -1, 1, 0, 0",
    "0.5, 0.5, 0.5, 0.5, 0, 0, 1, -1",
    "0.9, -0.1, 0.2, 0.3, 0.8, 1, 1, 0.6"
  })
  void sharesFromTheTopBecomeOnesFromTheMiddle(
      double left,
      double top,
      double width,
      double height,
      double itsLeft,
      double itsTop,
      double itsRight,
      double itsBottom) {
    SceneObserved.Thing thing =
        new SceneObserved.Thing("t1", "face", 1, left, top, width, height, "");
    NormalisedBox box = NormalisedBox.of(thing);
    assertThat(new double[] {box.left(), box.top(), box.right(), box.bottom()})
        .containsExactly(new double[] {itsLeft, itsTop, itsRight, itsBottom}, offset(1e-9));
  }
}
