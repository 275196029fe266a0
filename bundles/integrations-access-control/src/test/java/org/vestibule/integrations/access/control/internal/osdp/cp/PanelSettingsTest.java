// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorSignal;

/** What a person writes for a reader. */
class PanelSettingsTest {
  private static final Map<String, String> LEAST =
      Map.of("name", "front-in", "door", "front-door", "line", "serial:/dev/ttyUSB0?baud=9600");

  @Test
  void theLeastIsSecuredAndMovesNothing() throws Exception {
    PanelSettings settings = PanelSettings.of(LEAST);
    assertThat(settings.secureRequired()).isTrue();
    assertThat(settings.lock()).isEmpty();
    assertThat(settings.inputs()).isEmpty();
    assertThat(settings.address()).isZero();
  }

  @Test
  void inputsSayWhatIsWiredAndWhichStateIsQuiet() throws Exception {
    PanelSettings settings =
        PanelSettings.of(with("inputs", "0:contact, 1:exit-request:open, 2:fire-release:closed"));
    assertThat(settings.inputs())
        .containsExactly(
            new ReaderInput(0, DoorSignal.CONTACT_OPEN, false),
            new ReaderInput(1, DoorSignal.EXIT_REQUEST, false),
            new ReaderInput(2, DoorSignal.FIRE_RELEASE, true));
    assertThat(settings.inputs().get(2).active(true)).as("the loop is whole").isFalse();
    assertThat(settings.inputs().get(2).active(false)).as("the loop is cut").isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "secure, sometimes, required",
    "lock, 64, 63",
    "lock, first, 63",
    "lockType, magnetic, fail-safe",
    "inputs, contact, NUMBER:WHAT",
    "inputs, 0:window, contact",
    "inputs, 64:contact, 63",
    "inputs, 0:contact:maybe, closed",
    "address, 127, 126",
    "idleColour, pink, red",
    "beep, loud, true",
    "key, 30313233, unknown key",
    "line, /dev/ttyUSB0, serial:",
    "name, Front In, a-z"
  })
  void whatCannotBeIsRefusedByName(String key, String value, String bound) {
    assertThatThrownBy(() -> PanelSettings.of(with(key, value)))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(bound);
  }

  @Test
  void onlyHabitsLeaveTheSessionAlone() throws Exception {
    PanelSettings settings = PanelSettings.of(LEAST);
    assertThat(settings.sameSession(PanelSettings.of(with("idleColour", "blue")))).isTrue();
    assertThat(settings.sameSession(PanelSettings.of(with("beep", "false")))).isTrue();
    assertThat(settings.sameSession(PanelSettings.of(with("secure", "optional")))).isFalse();
    assertThat(settings.sameSession(PanelSettings.of(with("inputs", "0:contact")))).isFalse();
    assertThat(settings.sameSession(PanelSettings.of(with("lock", "0")))).isFalse();
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> map = new HashMap<>(LEAST);
    map.put(key, value);
    return map;
  }
}
