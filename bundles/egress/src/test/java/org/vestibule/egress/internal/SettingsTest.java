// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;

class SettingsTest {
  @ParameterizedTest
  @CsvSource({
    "allow, mqtt",
    "allow, mqtt:events",
    "allow, mqtt:template",
    "allow, Mqtt:event",
    "allow, :event",
    "hosts, mqtt:https://broker.example.org",
    "hosts, mqtt:broker.example.org:8883",
    "hosts, mqtt:*",
    "hosts, mqtt:",
    "host, mqtt:broker.example.org"
  })
  void anImpossibleValueOrKeyIsRefusedByName(String key, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
        .hasMessageContaining(key)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("configuration-invalid"));
  }

  @Test
  void anAddressIsAHostToo() throws Exception {
    Settings settings =
        Settings.of(Map.of("hosts", "mqtt:[2001:db8::1], mqtt:192.168.1.5, mqtt:Broker.Example"));
    assertThat(settings.names("mqtt", "2001:db8::1")).isTrue();
    assertThat(settings.names("mqtt", "[2001:db8::1]")).isTrue();
    assertThat(settings.names("mqtt", "192.168.1.5")).isTrue();
    assertThat(settings.names("mqtt", "broker.example")).isTrue();
    assertThat(settings.names("phrasing", "broker.example")).isFalse();
    assertThat(settings.names("mqtt", "notbroker.example")).isFalse();
  }

  @Test
  void withoutConfigurationNothingRawNothingSaidAndNoNameLeaves() {
    for (DataClass what :
        List.of(
            DataClass.RAW_AUDIO, DataClass.RAW_VIDEO, DataClass.TRANSCRIPT, DataClass.PERSONAL)) {
      assertThat(Settings.NONE.allows("mqtt", what, true)).as("%s", what).isFalse();
      assertThat(Settings.NONE.allows("mqtt", what, false)).as("%s", what).isTrue();
    }
    assertThat(Settings.NONE.allows("mqtt", DataClass.EVENT, true)).isTrue();
    assertThat(Settings.NONE.leaves("mqtt")).isFalse();
  }

  @Test
  void theFormHasTheKeysThatAreRead() {
    assertThat(Stream.of(EgressConfig.class.getDeclaredMethods()).map(Method::getName))
        .containsExactlyInAnyOrderElementsOf(Settings.KEYS);
  }
}
