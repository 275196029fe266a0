// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.door.DoorState;

/** Makers name the same thing differently; a visitor's finger is one press all the same. */
class MeaningsTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench("http://127.0.0.1:1", folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tns1:Device/Trigger/DigitalInput",
        "tns1:Device/tnsaxis:IO/DigitalInput",
        "tns1:Device/tns2:Doorbell",
        "tns1:RuleEngine/MyRuleDetector/Visitor",
        "tns1:VideoAnalytics/tnsx:DoorBell/Pressed",
        "tns1:Device/CallButton",
      })
  void aButtonIsKnownByManyNames(String topic) throws Exception {
    Meanings meanings = meanings(Map.of());
    meanings.take(event(topic, "Initialized", "1", "true"));
    meanings.take(event(topic, "Changed", "1", "false"));
    assertThat(bench.heard()).isEmpty();
    meanings.take(event(topic, "Changed", "1", "true"));
    meanings.take(event(topic, "Changed", "1", "true"));
    meanings.take(event(topic, "Changed", "1", "false"));
    meanings.take(event(topic, "", "1", "1"));
    assertThat(bench.heard()).containsExactly("pressed -", "pressed -");
  }

  @Test
  void aBellThatTellsNoStateIsAPressEachTime() throws Exception {
    Meanings meanings = meanings(Map.of());
    meanings.take(event("tns1:Device/Doorbell", "", "1", "42-a"));
    meanings.take(event("tns1:Device/Doorbell", "Initialized", "1", "42-a"));
    assertThat(bench.heard()).containsExactly("pressed -");
  }

  @ParameterizedTest
  @CsvSource({
    "tns1:VideoSource/MotionAlarm, true, moved true",
    "tns1:RuleEngine/CellMotionDetector/Motion, true, moved true",
    "tns1:RuleEngine/TamperDetector/Tamper, 1, TAMPER true",
    "tns1:Door/State/DoorTamper, NotInTamper, TAMPER false",
    "tns1:Door/State/DoorPhysicalState, Open, CONTACT_OPEN true",
    "tns1:Door/State/DoorPhysicalState, Closed, CONTACT_OPEN false",
  })
  void whatElseHappensIsPassedOn(String topic, String value, String told) throws Exception {
    meanings(Map.of()).take(event(topic, "Changed", "1", value));
    assertThat(bench.heard()).containsExactly(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tns1:Monitoring/ProcessorUsage",
        "tns1:Device/HardwareFailure/FanFailure",
        "tns1:Media/ProfileChanged",
        "tns1:Configuration/Motion",
        "tns1:Door/State/DoorPhysicalState"
      })
  void whatMeansNothingHereIsNoPress(String topic) throws Exception {
    meanings(Map.of()).take(event(topic, "Changed", "1", "17"));
    assertThat(bench.heard()).isEmpty();
  }

  @Test
  void eachButtonHasItsUnitAndOthersHaveNone() throws Exception {
    Meanings meanings = meanings(Map.of("bells", "1=1207,2", "inputs", "3=exit"));
    for (String input : new String[] {"1", "2", "3", "4"}) {
      meanings.take(event("tns1:Device/Trigger/DigitalInput", "Changed", input, "true"));
    }
    assertThat(bench.heard()).containsExactly("pressed 1207", "pressed -", "EXIT_REQUEST true");
  }

  @Test
  void aRelayIsKnownUntilTheDeviceIsGone() throws Exception {
    Meanings meanings = meanings(Map.of());
    assertThat(meanings.relay("1")).isEqualTo(DoorState.UNKNOWN);
    meanings.take(event("tns1:Device/Trigger/Relay", "Initialized", "1", "inactive"));
    assertThat(meanings.relay("1")).isEqualTo(DoorState.LOCKED);
    meanings.take(event("tns1:Device/Trigger/Relay", "Changed", "1", "active"));
    assertThat(meanings.relay("1")).isEqualTo(DoorState.UNLOCKED);
    meanings.forget();
    assertThat(meanings.relay("1")).isEqualTo(DoorState.UNKNOWN);
  }

  @Test
  void aDeviceThatMakesNamesUpFillsNoMemory() throws Exception {
    Meanings meanings = meanings(Map.of());
    for (int i = 0; i < 100_000; i++) {
      meanings.take(event("tns1:Device/Trigger/Relay", "Changed", "r" + i, "active"));
    }
    assertThat(meanings.relay("r0")).isEqualTo(DoorState.UNLOCKED);
    assertThat(meanings.relay("r99999")).isEqualTo(DoorState.UNKNOWN);
  }

  private Meanings meanings(Map<String, String> more) throws Exception {
    Map<String, String> all = new TreeMap<>(more);
    all.put("url", "http://127.0.0.1:1");
    return new Meanings(Bench.settings(all), bench);
  }

  private static DeviceEvent event(String topic, String operation, String token, String value) {
    return new DeviceEvent(
        DeviceEvent.local(topic),
        !operation.equals("Initialized"),
        false,
        Map.of("InputToken", token),
        Map.of("LogicalState", value));
  }
}
