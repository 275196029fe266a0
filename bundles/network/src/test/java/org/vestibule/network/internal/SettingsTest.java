// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  @Test
  void whatIsImpossibleIsRefusedByKeyAndValue() {
    Map<String, Object> wrong = new HashMap<>();
    wrong.put("httpsAddress", "gateway.example.org");
    wrong.put("httpsPort", 0);
    wrong.put("tlsVersions", "TLSv1.1");
    wrong.put("names", "a name");
    wrong.put("keyFile", "/a/key/without.certificate");
    wrong.put("certificateFile", "/a/certificate/without.key");
    wrong.put("requestsPerSecond", 0);
    wrong.put("slowBodies", 51);
    wrong.put("loopbackSlowBodies", 0);
    wrong.put("headSeconds", 0);
    wrong.put("httpAddress", "0.0.0.0");
    wrong.forEach(
        (key, value) ->
            assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
                .as(key)
                .isInstanceOfSatisfying(
                    VestibuleException.class,
                    e -> assertThat(e.code()).isEqualTo("configuration-invalid")));
  }

  @Test
  void withoutConfigurationNothingListensBeyondLoopback() throws Exception {
    Settings settings = Settings.of(Map.of());
    assertThat(settings.https()).isEmpty();
    assertThat(settings.plainBeyondLoopback()).isFalse();
    assertThat(settings.tls().versions()).containsExactly("TLSv1.3");
  }

  @Test
  void theFormKnowsTheSameKeysAndDefaults() throws Exception {
    Map<String, Object> defaults = new HashMap<>();
    for (Method key : NetworkConfig.class.getDeclaredMethods()) {
      defaults.put(key.getName(), key.getDefaultValue());
    }
    assertThat(Settings.of(defaults)).isEqualTo(Settings.of(Map.of()));
    assertThat(defaults).hasSize(16);
  }

  @Test
  void anAddressOpensHttps() throws Exception {
    Settings.Https https =
        Settings.of(Map.of("httpsAddress", "::", "httpsPort", "443")).https().orElseThrow();
    assertThat(https.address().isAnyLocalAddress()).isTrue();
    assertThat(https.port()).isEqualTo(443);
    assertThat(Settings.of(Map.of("tlsVersions", List.of("TLSv1.3", "TLSv1.2"))).tls().versions())
        .hasSize(2);
  }
}
