// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.testkit.internal.onvif.SimulatedOnvif;

/** What a person writes is refused by name or opens the right door. */
class OnvifKindTest {
  @TempDir Path folder;
  private final OnvifKind kind = new OnvifKind(Bench.OUT, (id, plan, moved) -> Bench.camera());

  @ParameterizedTest
  @CsvSource({
    "url, ftp://cam",
    "url, http://ann:open-sesame@cam",
    "url, http://192.0.2.20",
    "bells, 1=5;1=6",
    "bells, =5",
    "inputs, 1=door",
    "inputs, 1",
    "doors, Front Door=1",
    "doors, front-door",
    "doors, front-door=",
    "rtspPort, 70000",
    "fisheye, 960",
    "night, maybe",
    "width, 640",
    "detectionprofile, x"
  })
  void whatMakesNoSenseIsRefusedByName(String key, String value) {
    Map<String, Object> values =
        new TreeMap<>(Map.of("url", "http://127.0.0.1", "allowInsecure", "false"));
    values.put(key, value.split(";"));
    if (!value.contains(";")) {
      values.put(key, value);
    }
    assertThatThrownBy(() -> Bench.settings(values))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("configuration-invalid");
              assertThat(e.input()).contains("setting " + key);
              assertThat(e.getMessage()).doesNotContain("open-sesame");
            });
  }

  @Test
  void anInputIsABellOrSomethingElse() {
    assertThatThrownBy(
            () ->
                Bench.settings(
                    Map.of("url", "http://127.0.0.1", "bells", "1", "inputs", "1=contact")))
        .hasMessageContaining("no bell");
  }

  @Test
  void aDoorIsOpenedByTheDeviceThatHasItsRelay() throws Exception {
    assertThat(kind.state(Bench.DOOR)).isEqualTo(DoorState.UNREACHABLE);
    assertThatThrownBy(() -> kind.release(Bench.DOOR, Duration.ofMillis(500)))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("device-unreachable"));
    try (SimulatedOnvif device = new SimulatedOnvif(0);
        Bench ears = new Bench(device.url().toString(), folder)) {
      device.account(Bench.USER, Bench.PASSWORD);
      device.rtsp("rtsp://127.0.0.1:8554");
      StationDevice station = open(device);
      station.start(ears);
      Bench.await(() -> kind.state(Bench.DOOR) == DoorState.LOCKED);
      kind.release(Bench.DOOR, Duration.ofSeconds(3));
      Bench.await(() -> kind.state(Bench.DOOR) == DoorState.UNLOCKED);
      Bench.await(() -> kind.state(Bench.DOOR) == DoorState.LOCKED);
      kind.release(Bench.DOOR, Duration.ofSeconds(60));
      station.close();
      assertThat(device.relayActive()).as("held by a gateway that goes").isFalse();
      assertThat(kind.state(Bench.DOOR)).isEqualTo(DoorState.UNREACHABLE);
    }
  }

  private StationDevice open(SimulatedOnvif device) throws Exception {
    StationInfo info = new StationInfo(new StationId("front"), "Front", Bench.DOOR, true, true);
    Map<String, String> values =
        Map.of(
            "url",
            device.url().toString(),
            "username",
            Bench.USER,
            "passwordFile",
            Files.writeString(folder.resolve("p"), Bench.PASSWORD).toString(),
            "doors",
            Bench.DOOR + "=" + SimulatedOnvif.RELAY);
    return kind.open(
        new StationBasics(info, OnvifConfig.PID, new LiveAreas(Areas.NONE), ""),
        SettingsReader.of(OnvifConfig.PID, values, kind.keys()));
  }
}
