// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.httprelay.HttpRelay;
import org.vestibule.integrations.access.control.internal.twon.TwonStation;

class StationSettingsTest {
  private static final Map<String, Object> TWON =
      Map.of("name", "front", "url", "https://192.0.2.20/", "doors", "front-door=1, side-door=2");
  private static final Map<String, Object> RELAY =
      Map.of(
          "name", "yard",
          "url", "http://127.0.0.1:8080",
          "doors", "yard=1",
          "path", "/relay/{relay}?seconds={seconds}",
          "probePath", "/status");

  @Test
  void readsTheExample() throws Exception {
    StationSettings settings = read(TwonStation.KIND, TWON, "username", "vestibule");
    assertThat(settings.relays())
        .containsEntry(new DoorId("front-door"), "1")
        .containsEntry(new DoorId("side-door"), "2");
    assertThat(settings.address().url()).hasToString("https://192.0.2.20");
    assertThat(settings.poll()).hasSeconds(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | Front Door",
        "url | ftp://192.0.2.20",
        "url | https://oper:hunter2@192.0.2.20",
        "url | http://192.0.2.20",
        "doors | front-door",
        "doors | front-door=10",
        "doors | front-door=1, front-door=2",
        "contacts | back-door",
        "pollSeconds | 0",
        "timeoutMillis | 60000",
        "username | a:b",
        "password | hunter2",
        "path | /x"
      })
  void refusesByNameAndShowsNoSecret(String key, String value) {
    VestibuleException refused =
        catchThrowableOfType(
            () -> read(TwonStation.KIND, TWON, key, value), VestibuleException.class);
    assertThat(refused.code()).isEqualTo("configuration-invalid");
    assertThat(refused.getMessage())
        .contains("setting " + key, "org.vestibule.twon")
        .doesNotContain("hunter2");
  }

  @Test
  void thePasswordIsASecretOfTheHouseOrInAFileAndNotBoth() throws Exception {
    assertThat(read(TwonStation.KIND, TWON, "password", "secret:yard").address().passwordFile())
        .contains(Path.of("secret:yard"));
    Map<String, Object> both = new TreeMap<>(TWON);
    both.put("passwordFile", "/etc/vestibule/yard.password");
    VestibuleException refused =
        catchThrowableOfType(
            () -> read(TwonStation.KIND, both, "password", "secret:yard"),
            VestibuleException.class);
    assertThat(refused.getMessage()).contains("setting password", "one of the two");
  }

  @Test
  void thePasswordItselfIsShownOverTlsOnly() throws Exception {
    assertThat(read(TwonStation.KIND, TWON, "allowBasic", true).address().basic()).isTrue();
    Map<String, Object> plain = new TreeMap<>(TWON);
    plain.put("url", "http://192.0.2.20");
    plain.put("allowInsecure", true);
    VestibuleException refused =
        catchThrowableOfType(
            () -> read(TwonStation.KIND, plain, "allowBasic", true), VestibuleException.class);
    assertThat(refused.getMessage()).contains("allowBasic");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method | DELETE",
        "path | relay",
        "path | /a b",
        "path | /{door}",
        "probePath | /relay/{relay}?seconds={seconds}",
        "expectStatus | 404"
      })
  void aRelayWhoseRequestMakesNoSenseIsRefused(String key, String value) {
    VestibuleException refused =
        catchThrowableOfType(
            () -> read(HttpRelay.KIND, RELAY, key, value), VestibuleException.class);
    assertThat(refused.code()).isEqualTo("configuration-invalid");
    assertThat(refused.getMessage()).contains("setting " + key);
  }

  private static StationSettings read(
      StationKind kind, Map<String, Object> given, String key, Object value)
      throws VestibuleException {
    Map<String, Object> properties = new TreeMap<>(given);
    properties.put(key, value);
    SettingsReader reader = StationSettings.reader(kind, properties);
    StationSettings settings = StationSettings.of(kind, reader);
    kind.maker().make(reader, settings);
    return settings;
  }
}
