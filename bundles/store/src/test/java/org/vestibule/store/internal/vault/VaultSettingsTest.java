// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VaultSettingsTest {
  @Test
  void whatCannotBeIsRefusedByName() {
    assertThatThrownBy(() -> VaultSettings.of(Map.of("keyGuards", "x")))
        .hasMessageContaining("keyGuards");
    assertThatThrownBy(() -> VaultSettings.of(Map.of("keyGuard", "TPM 2")))
        .hasMessageContaining("Set keyGuard = key-file");
    assertThatThrownBy(() -> VaultSettings.of(Map.of("allowKeyInside", "yes")))
        .hasMessageContaining("true or false");
  }

  @Test
  void theFormAndTheReaderKnowTheSameKeysAndDefaults() throws Exception {
    Map<String, Object> form =
        Arrays.stream(VaultConfig.class.getDeclaredMethods())
            .collect(Collectors.toMap(Method::getName, Method::getDefaultValue));
    assertThat(form).containsOnlyKeys("keyGuard", "allowKeyInside");
    VaultSettings settings = VaultSettings.of(form);
    VaultSettings byDefault = VaultSettings.of(Map.of());
    assertThat(settings.keyGuard()).isEqualTo(byDefault.keyGuard());
    assertThat(settings.allowKeyInside()).isEqualTo(byDefault.allowKeyInside());
  }
}
