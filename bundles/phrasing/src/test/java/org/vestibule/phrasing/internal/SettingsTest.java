// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  @Test
  void nothingLeavesTheHouseUnlessAPersonNamedTheHost() {
    for (String endpoint :
        List.of(
            "https://api.example.org/v1",
            "http://127.0.0.1.example.org/v1",
            "http://127.0.0.1@example.org/v1",
            "http://user:secret@localhost/v1",
            "http://127.0.0.300/v1",
            "ftp://localhost/v1",
            "file:///etc/passwd",
            "localhost",
            "http://exa mple/")) {
      assertThatThrownBy(() -> Settings.of(Map.of("endpoint", endpoint)))
          .as(endpoint)
          .hasMessageNotContaining("secret")
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e -> assertThat(e.code()).isEqualTo("configuration-invalid"));
    }
  }

  @Test
  void anAllowedHostNeedsHttps() throws Exception {
    Map<String, Object> plain =
        Map.of("endpoint", "http://llm.example.org/v1", "allowedHosts", "llm.example.org");
    assertThatThrownBy(() -> Settings.of(plain)).hasMessageContaining("http to llm.example.org");
    Settings settings =
        Settings.of(
            Map.of("endpoint", "https://llm.example.org/v1", "allowedHosts", "llm.example.org"));
    assertThat(settings.endpoint()).hasHost("llm.example.org");
  }

  @Test
  void withoutConfigurationItIsOffAndStaysOnThisMachine() throws Exception {
    Settings settings = Settings.of(Map.of());
    assertThat(settings.enabled()).isFalse();
    assertThat(settings.endpoint()).hasHost("127.0.0.1");
    assertThat(Settings.of(Map.of("endpoint", "http://[::1]:1/v1")).endpoint()).hasPort(1);
  }

  @Test
  void anUnknownKeyAndAnImpossibleNumberAreRefusedByName() {
    assertThatThrownBy(() -> Settings.of(Map.of("modle", "x"))).hasMessageContaining("modle");
    assertThatThrownBy(() -> Settings.of(Map.of("maxTokens", 1))).hasMessageContaining("32");
  }
}
