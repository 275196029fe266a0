// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  @Test
  void aThresholdOfSevenIsRefusedWithKeyBoundAndExample() {
    assertThatThrownBy(() -> Settings.of(Map.of("livenessThreshold", "7")))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "configuration-invalid")
        .hasMessageContaining("livenessThreshold")
        .hasMessageContaining("7")
        .hasMessageContaining("0.0 to 1.0")
        .hasMessageContaining("livenessThreshold = 0.5");
  }

  @Test
  void aWordThatIsNoChallengeIsRefusedWithTheWordsThatAre() {
    assertThatThrownBy(() -> Settings.of(Map.of("challenge", "sometimes")))
        .hasFieldOrPropertyWithValue("code", "configuration-invalid")
        .hasMessageContaining("'sometimes'")
        .hasMessageContaining("off, unsure, always");
  }

  @ParameterizedTest
  @CsvSource({
    "livenessThreshold, NaN",
    "livenessThreshold, -0.1",
    "minFacePixels, 60.5",
    "minFacePixels, 19",
    "maxMegapixels, 51",
    "maxEncodedMegabytes, 0",
    "maxConcurrent, many",
    "minSharpness, ''",
    "maxAgeMillis, 99",
    "margin, 1.1",
    "maxFaces, 0",
    "maxEmbeddings, 1001",
    "maxPictures, 0",
    "similarityThreshold, 0.5"
  })
  void theImpossibleIsRefusedByItsKey(String key, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(key);
  }

  @Test
  void theFrameworksOwnKeysAreLeftAlone() throws Exception {
    assertThat(
            Settings.of(
                Map.of("service.pid", "x", "component.id", 3L, "felix.fileinstall.filename", "y")))
        .isEqualTo(Settings.DEFAULTS);
  }

  @Test
  void formAndEnforcementSayTheSame() throws Exception {
    for (Method attribute : VisionConfig.class.getDeclaredMethods()) {
      String key = attribute.getName();
      assertThat(Settings.of(Map.of(key, attribute.getDefaultValue())))
          .as(key)
          .isEqualTo(Settings.DEFAULTS);
    }
    assertThat(VisionConfig.class.getDeclaredMethods())
        .hasSameSizeAs(Settings.class.getRecordComponents());
  }
}
