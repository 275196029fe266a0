// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

class LoadSettingsTest {
  @Test
  void aRunThatIsNoFileNameIsRefused() {
    assertThatThrownBy(() -> LoadSettings.of(Map.of("run", "../audit/audit")))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("run")
        .hasMessageContaining("a-z");
  }

  @Test
  void anImpossibleRateIsRefusedWithItsBound() {
    assertThatThrownBy(() -> LoadSettings.of(Map.of("run", "swaps", "facesPerSecond", "0")))
        .hasMessageContaining("1 to 200");
  }

  @Test
  void withoutARunThereIsNoLoad() throws Exception {
    assertThat(LoadSettings.of(Map.of("service.pid", LoadSettings.PID)).run()).isEmpty();
  }
}
