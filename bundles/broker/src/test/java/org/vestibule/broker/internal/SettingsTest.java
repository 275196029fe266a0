// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  private static final Path DATA = Path.of("data");

  @ParameterizedTest
  @CsvSource({
    "adress, 127.0.0.1",
    "address, broker.example",
    "address, 0.0.0.0",
    "tlsAddress, 999.1.1.1",
    "port, 0",
    "memoryMegabytes, 7",
    "maxConnections, 1",
    "maxPacketBytes, 1000",
    "sessionHours, 481",
    "certificateFile, /etc/cert.pem",
    "gatewayTopics, $SYS/#",
    "gatewayTopics, a/#/b",
    "allowInsecure, yes"
  })
  void refusesByName(String key, String value) {
    assertThatThrownBy(() -> BrokerSettings.of(Map.of(key, value), DATA))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(BrokerConfig.PID)
        .hasMessageMatching("(?s).*(" + key + "|keyFile).*");
  }

  @Test
  void bySettingNothingOnlyLoopbackListens() throws VestibuleException {
    BrokerSettings settings = BrokerSettings.of(Map.of(), DATA);
    assertThat(settings.plain().orElseThrow().getAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.tls()).isEmpty();
    assertThat(BrokerSettings.of(Map.of("address", ""), DATA).plain()).isEmpty();
    assertThat(
            BrokerSettings.of(Map.of("address", "0.0.0.0", "allowInsecure", "true"), DATA).plain())
        .isPresent();
  }

  @Test
  void theFormAndTheReaderHaveTheSameKeysAndDefaults() throws Exception {
    assertThat(Arrays.stream(BrokerConfig.class.getDeclaredMethods()).map(Method::getName))
        .containsExactlyInAnyOrderElementsOf(BrokerSettings.KEYS);
    assertThat(Arrays.stream(UserConfig.class.getDeclaredMethods()).map(Method::getName))
        .containsExactlyInAnyOrderElementsOf(UserSettings.KEYS);
    Map<String, Object> defaults = new HashMap<>();
    for (Method key : BrokerConfig.class.getDeclaredMethods()) {
      defaults.put(key.getName(), key.getDefaultValue());
    }
    assertThat(BrokerSettings.of(defaults, DATA).sameAs(BrokerSettings.of(Map.of(), DATA)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "user, gateway",
    "user, Lobby",
    "password, hunter2hunter2",
    "password, secret:",
    "read, $SYS/#",
    "write, a/b#"
  })
  void refusesAUserByName(String key, String value) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("user", "lobby");
    properties.put("password", "secret:lobby");
    properties.put(key, value);
    assertThatThrownBy(() -> UserSettings.of(properties))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(key)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aUserIsCalledLikeItsFileAndReadsTheHouseAndWritesNothing() throws VestibuleException {
    UserSettings user =
        UserSettings.of(
            Map.of(
                "service.pid", "org.vestibule.broker.user~lobby-screen",
                "password", "secret:lobby"));
    assertThat(user.name()).isEqualTo("lobby-screen");
    assertThat(user.rights().mayRead("vestibule/#")).isTrue();
    assertThat(user.rights().mayRead("homeassistant/#")).isFalse();
    assertThat(user.rights().mayWrite("vestibule/home/command")).isFalse();
  }

  @Test
  void aUserNeedsOnePasswordAndNotTwo() {
    assertThatThrownBy(() -> UserSettings.of(Map.of("user", "lobby")))
        .hasMessageContaining("neither");
    assertThatThrownBy(
            () ->
                UserSettings.of(
                    Map.of("user", "lobby", "password", "secret:a", "passwordFile", "/a")))
        .hasMessageContaining("a secret and a file");
  }
}
