// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  @ParameterizedTest
  @CsvSource({
    "acceptThreshold, 7",
    "acceptThreshold, -0.1",
    "emergencyThreshold, NaN",
    "nearestThreshold, high",
    "nearestThreshold, ''",
    "aceptThreshold, 0.5"
  })
  void anImpossibleValueOrKeyIsRefusedWithAnExample(String key, String value) {
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> Settings.read(Map.of(key, value)));
    assertThat(refused.code()).isEqualTo("configuration-invalid");
    assertThat(refused).hasMessageContaining(key).hasMessageContaining("for example");
  }

  @Test
  void theFrameworksOwnKeysPass() throws Exception {
    Thresholds read =
        Settings.read(
            Map.of(
                "service.pid", "org.vestibule.intent",
                "component.id", 7L,
                "felix.fileinstall.filename", "x",
                ".secret", "y",
                "acceptThreshold", "0.5",
                "emergencyThreshold", 0.2));
    assertThat(read).isEqualTo(new Thresholds(0.2, 0.5, 0));
  }

  @Test
  void zeroTakesThePacksBound() {
    assertThat(new Thresholds(0, 0.5, 0).over(new Thresholds(0.2, 0.3, 0.4)))
        .isEqualTo(new Thresholds(0.2, 0.5, 0.4));
  }
}
