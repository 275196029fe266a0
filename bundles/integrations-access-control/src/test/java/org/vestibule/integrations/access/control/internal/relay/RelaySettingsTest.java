// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;

class RelaySettingsTest {
  private static final DoorId OUTER = new DoorId("outer");
  private static final DoorId INNER = new DoorId("inner");

  private static Map<String, Object> good() {
    return new HashMap<>(
        Map.of(
            "id", "hall",
            "address", "tcp:192.0.2.7:502",
            "doors", "outer=0, inner=1",
            "inputs", "outer contact=0 nc, fire=3",
            "interlocks", "outer+inner"));
  }

  @Test
  void aModuleIsReadAsAPersonWritesIt() throws Exception {
    RelaySettings settings = RelaySettings.of(good());
    assertThat(settings.rtu()).isFalse();
    assertThat(settings.doors().get(OUTER).locked()).isEqualTo(Set.of(INNER));
    assertThat(settings.outputs()).isEqualTo(2);
    assertThat(settings.inputCount()).isEqualTo(4);
    assertThat(settings.untimed()).isEmpty();
    assertThat(settings.inputs().get(0).signal()).isEqualTo(DoorSignal.CONTACT_OPEN);
    assertThat(settings.inputs().get(0).active(false)).isTrue();
    assertThat(settings.inputs().get(1).at(INNER)).isTrue();
    assertThat(settings.inputs().get(1).active(true)).isTrue();
    Map<String, Object> serial = good();
    serial.put("address", "serial:/dev/ttyUSB0?baud=9600");
    assertThat(RelaySettings.of(serial).rtu()).isTrue();
  }

  @Test
  void aPulseThatThisGatewayEndsIsTakenOnlyWhenAPersonAcceptsIt() throws Exception {
    Map<String, Object> magnet = good();
    magnet.put("doors", "outer=0 energise-to-lock, inner=1");
    Map<String, Object> software = good();
    software.put("pulse", "software");
    for (Map<String, Object> each : List.of(magnet, software)) {
      assertThatThrownBy(() -> RelaySettings.of(each)).hasMessageContaining("softwarePulse");
      each.put("softwarePulse", "true");
      assertThat(RelaySettings.of(each).untimed()).contains(OUTER);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id|Hall",
        "address|",
        "address|192.0.2.7",
        "framing|ascii",
        "unit|248",
        "doors|",
        "doors|outer",
        "doors|outer=0, outer=1",
        "doors|outer=0, inner=0",
        "doors|outer=256, inner=1",
        "doors|outer=0 energize-to-lock, inner=1",
        "inputs|outer contact=0, fire=0",
        "inputs|shed contact=0",
        "inputs|contact=0",
        "inputs|outer bell=0",
        "interlocks|outer",
        "interlocks|outer+shed",
        "interlocks|outer+",
        "pulse|hardware",
        "pulseAddress|65001",
        "pulseUnitMillis|0",
        "pollMillis|10",
        "answerMillis|49",
        "softwarepulse|true"
      })
  void whatCannotBeIsRefusedByName(String key, String value) {
    Map<String, Object> settings = good();
    settings.put(key, value == null ? "" : value);
    assertThatThrownBy(() -> RelaySettings.of(settings))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> assertThat(e.code()).isIn("configuration-invalid", "line-invalid"))
        .hasMessageContaining(key.equals("address") ? "" : key);
  }
}
