// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  @Test
  void whatIsImpossibleIsRefusedByName() {
    assertThatThrownBy(() -> Settings.of(Map.of("reserve.mib", "0")))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("reserve.mib")
        .hasMessageContaining("1 to 100000");
    assertThatThrownBy(() -> Settings.of(Map.of("backup.keep", "3")))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("backups.keep");
  }

  @Test
  void theFormsShowWhatHoldsWithoutConfiguration() throws Exception {
    assertThat(Settings.of(Map.of())).isEqualTo(Settings.DEFAULT);
    assertThat(StoreConfiguration.class.getMethod("reserve_mib").getDefaultValue())
        .isEqualTo((int) (Settings.DEFAULT.reserve() >> 20));
    assertThat(StoreConfiguration.class.getMethod("backups_keep").getDefaultValue())
        .isEqualTo(Settings.DEFAULT.keep());
    assertThat(StoreConfiguration.class.getMethod("visits_keep").getDefaultValue())
        .isEqualTo(Settings.DEFAULT.visits());
  }

  @Test
  void aNumberMayComeTyped() throws Exception {
    assertThat(Settings.of(Map.of("backups.keep", 3)).keep()).isEqualTo(3);
  }
}
