// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.org",
        "https://user:secret@login.example.org",
        "https://login.example.org/?tenant=1",
        "https://login.example.org/#x",
        "http://127.0.0.1.example.org",
        "ftp://127.0.0.1",
        "login.example.org",
        "https://exa mple"
      })
  void aSecretIsSentEncryptedOrNowhere(String issuer) {
    assertThatThrownBy(() -> Settings.of(Map.of("issuer", issuer, "building", "maple-street-7")))
        .hasMessageContaining("setting issuer of org.vestibule.access")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "algorithms,none,ES256",
    "algorithms,HS256,ES256",
    "clockSkewSeconds,301,300",
    "keysFreshMinutes,4,1440",
    "keysGoodHours,0,168",
    "boxToken,perhaps,true or false",
    "building,Maple Street,a-z"
  })
  void anImpossibleValueIsRefusedByKeyBoundAndExample(String key, String value, String allowed) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
        .hasMessageContaining("setting " + key)
        .hasMessageContaining(allowed);
  }

  @Test
  void anIssuerNeedsABuildingAndASignature() {
    Map<String, Object> properties = new HashMap<>(Map.of("issuer", "https://login.example.org"));
    assertThatThrownBy(() -> Settings.of(properties)).hasMessageContaining("maple-street-7");
    properties.put("building", "maple-street-7");
    properties.put("algorithms", "");
    assertThatThrownBy(() -> Settings.of(properties)).hasMessageContaining("ES256");
  }

  @Test
  void theFormHasTheKeysThatAreReadAndTheDefaultsThatCount() throws Exception {
    Map<String, Object> defaults = new HashMap<>();
    for (Method key : AccessConfig.class.getDeclaredMethods()) {
      defaults.put(key.getName(), key.getDefaultValue());
    }
    assertThat(defaults.keySet()).containsExactlyInAnyOrderElementsOf(Settings.KEYS);

    Settings bare = Settings.of(Map.of());
    assertThat(bare.boxToken()).isTrue();
    assertThat(bare.issuer()).isEmpty();
    assertThat(Settings.of(defaults).issuer()).isEmpty();
    Map<String, String> named = Map.of("issuer", "http://[::1]:9000", "building", "maple-street-7");
    defaults.putAll(named);
    IssuerSettings both = Settings.of(named).issuer().orElseThrow();
    IssuerSettings form = Settings.of(defaults).issuer().orElseThrow();
    assertThat(form.toString()).isEqualTo(both.toString());
    assertThat(form.skew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(form.algorithms()).hasSize(4);
    assertThat(Arrays.asList(form.claims().grants(), form.scope()))
        .isEqualTo(List.of("vestibule_grants", "openid"));
  }
}
