// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.vestibule.api.VestibuleException;

class ThresholdSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "maxFalseAcceptRate, 0",
    "maxFalseAcceptRate, 9e-9",
    "maxFalseAcceptRate, 0.011",
    "maxFalseAcceptRate, NaN",
    "similarityThreshold, 1.1",
    "maxSimilarityThreshold, 0",
    "enrolledAsCohort, yes",
    "maxFalseAcceptsRate, 1e-5"
  })
  void theImpossibleIsRefusedByItsKey(String key, String value) {
    assertThatThrownBy(() -> ThresholdSettings.of(Map.of(key, value)))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "configuration-invalid")
        .hasMessageContaining(key);
  }

  @Test
  void formAndEnforcementSayTheSame() throws Exception {
    for (Method attribute : ThresholdConfig.class.getDeclaredMethods()) {
      String key = attribute.getName();
      assertThat(ThresholdSettings.of(Map.of(key, attribute.getDefaultValue())))
          .as(key)
          .isEqualTo(ThresholdSettings.DEFAULTS);
      AttributeDefinition form = attribute.getAnnotation(AttributeDefinition.class);
      if (form != null && !form.max().isEmpty()) {
        ThresholdSettings.of(Map.of(key, form.min()));
        ThresholdSettings.of(Map.of(key, form.max()));
      }
    }
    assertThat(ThresholdConfig.class.getDeclaredMethods())
        .hasSameSizeAs(ThresholdSettings.class.getRecordComponents());
  }
}
