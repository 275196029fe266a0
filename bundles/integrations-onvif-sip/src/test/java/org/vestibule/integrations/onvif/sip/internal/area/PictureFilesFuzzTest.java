// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;

/** Whatever a station sends as a picture: one with its mask, or a refusal. */
class PictureFilesFuzzTest {
  private final PictureFiles files =
      new PictureFiles(
          new LiveAreas(
              new Areas(
                  List.of(
                      new Outline(List.of(new Corner(0, 0), new Corner(1, 0), new Corner(1, 1)))),
                  List.of())));

  @FuzzTest
  void picture(byte[] bytes) {
    try {
      assertThat(files.masked(bytes, "front")).startsWith(0xff, 0xd8);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("picture-unmaskable");
    }
    assertThat(Orientation.of(bytes)).isBetween(1, 8);
  }
}
