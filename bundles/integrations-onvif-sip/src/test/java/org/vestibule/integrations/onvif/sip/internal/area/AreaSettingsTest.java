// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.Outline.Corner;

/** What may stand in masks and zones, and what whoever mistypes it is told. */
class AreaSettingsTest {
  private static final String PID = "org.vestibule.station.rtsp";
  private static final String SQUARE = "0.1,0.1 0.9,0.1 0.9,0.9 0.1,0.9";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1,0.1 0.9,0.1 | mask 1 has 2 corners",
        "0.1,0.1 0.9,0.1 0.5,1.2 | mask 1 has a corner at 0.5,1.2",
        "0.1,0.1 0.9,0.1 0.5,-1 | mask 1 has the corner '0.5,-1'",
        "0.1,0.1 0.9,0.1 0.5 | mask 1 has the corner '0.5'",
        "0.1,0.1 0.9,0.1 NaN,NaN | mask 1 has the corner 'NaN,NaN'",
        "0.1,0.1 0.9,0.1 1e-1,0.5 | mask 1 has the corner '1e-1,0.5'",
        "0.1,0.1 0.9,0.9 0.9,0.1 0.1,0.9 | meets the one from",
        "0.1,0.1 0.9,0.1 0.5,0.1 0.5,0.9 | meets the one from",
        "0.1,0.1 0.9,0.1 0.1,0.1 0.5,0.9 | the corner 0.1,0.1 twice",
        "0.1,0.1 0.9,0.1 0.5,0.1 | meets the one from",
        "0.5,0.5 0.51,0.5 0.5,0.51 | an area of 0.005 %",
        "0,0 1,0 1,1;0.1,0.1 0.2,0.2 | mask 2 has 2 corners"
      })
  void aMaskThatHidesNothingOrNobodyCanDrawIsRefusedWithWhatIsWrongWithIt(
      String masks, String found) {
    VestibuleException refused = refused("masks", masks);
    assertThat(refused.code()).isEqualTo("configuration-invalid");
    assertThat(refused.input()).contains("masks").contains(PID);
    assertThat(refused.found()).contains(found);
    assertThat(refused.allowed()).contains("3 to 20 corners").contains("0.02 %");
    assertThat(refused.remedy()).contains("masks = 0.7,0");
  }

  @Test
  void moreThanEightOrMoreThanTwentyCornersAreRefused() {
    assertThat(refused("masks", (SQUARE + ";").repeat(9)).found()).isEqualTo("9 masks");
    assertThat(refused("masks", circle(21)).found()).contains("21 corners");
    assertThat(refused("masks", "0.1,0.1 ".repeat(1000)).found()).contains("7999 characters");
  }

  @Test
  void aZoneNeedsANameOfItsOwnAndRoomToMove() {
    assertThat(refused("zones", SQUARE).allowed()).startsWith("NAME: and corners");
    assertThat(refused("zones", ": " + SQUARE).allowed()).contains("each name once");
    assertThat(refused("zones", "path: " + SQUARE + "; Path: " + SQUARE).found()).contains("Path");
    assertThat(refused("zones", "<b>: " + SQUARE).allowed()).contains("letters");
    assertThat(refused("zones", "path: 0.1,0.1 0.15,0.1 0.15,0.15 0.1,0.15").found())
        .contains("zone path has an area of 0.25 %");
  }

  @Test
  void whatIsMeantIsRead() throws Exception {
    Areas none = read(Map.of());
    assertThat(none.masks()).isEmpty();
    assertThat(none.zones()).isEmpty();
    Areas both =
        read(
            Map.of(
                "masks", " 0.7,0  1,0 1,0.3 ;; " + circle(20) + ";",
                "zones", "Eingang Süd: " + SQUARE + "; path-2: 0,0 1,0 1,1"));
    assertThat(both.masks()).hasSize(2);
    assertThat(both.masks().get(0).corners())
        .containsExactly(new Corner(0.7, 0), new Corner(1, 0), new Corner(1, 0.3));
    assertThat(both.zones()).extracting("name").containsExactly("Eingang Süd", "path-2");
    assertThat(both.zones().get(0).outline().contains(0.5, 0.5)).isTrue();
    assertThat(both.zones().get(0).outline().contains(0.95, 0.5)).isFalse();
    assertThat(both.zones().get(0).outline().area()).isBetween(0.639, 0.641);
  }

  private static String circle(int corners) {
    return IntStream.range(0, corners)
        .mapToObj(i -> 2 * Math.PI * i / corners)
        .map(
            turn ->
                String.format(
                    Locale.ROOT,
                    "%.4f,%.4f",
                    0.5 + 0.4 * Math.cos(turn),
                    0.5 + 0.4 * Math.sin(turn)))
        .collect(Collectors.joining(" "));
  }

  private static Areas read(Map<String, ?> values) throws VestibuleException {
    return AreaSettings.of(PID, SettingsReader.of(PID, values, AreaSettings.KEYS));
  }

  private static VestibuleException refused(String key, String value) {
    return catchThrowableOfType(VestibuleException.class, () -> read(Map.of(key, value)));
  }
}
