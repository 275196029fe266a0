// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ControllerTest {
  @Test
  void anUnknownKeyAndATextWithoutMeasureAreRefusedByName() {
    assertThatThrownBy(() -> Controller.of(Map.of("controllerNam", "x")))
        .hasMessageContaining("controllerNam");
    assertThatThrownBy(() -> Controller.of(Map.of("dpoContact", "x".repeat(201))))
        .hasMessageContaining("dpoContact")
        .hasMessageContaining("200");
  }

  @Test
  void nothingInAValueIsMarkup() throws Exception {
    assertThat(Controller.of(Map.of("controllerName", "A | <b>B</b>\n# C")).name())
        .isEqualTo("A    b B /b  C");
  }

  @Test
  void theFormHasTheKeysThatAreRead() {
    assertThat(Stream.of(PapersConfig.class.getDeclaredMethods()).map(Method::getName))
        .containsExactlyInAnyOrderElementsOf(Controller.KEYS);
  }
}
