// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.integrations.access.control.internal.station.Bench.DOOR;
import static org.vestibule.integrations.access.control.internal.station.Bench.PULSE;
import static org.vestibule.integrations.access.control.internal.station.Bench.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.access.control.internal.FreePort;
import org.vestibule.integrations.access.control.internal.akuvox.AkuvoxStation;
import org.vestibule.integrations.access.control.internal.dahua.DahuaStation;
import org.vestibule.integrations.access.control.internal.doorbird.DoorBirdStation;
import org.vestibule.integrations.access.control.internal.hikvision.HikvisionStation;
import org.vestibule.integrations.access.control.internal.httprelay.HttpRelay;
import org.vestibule.integrations.access.control.internal.twon.TwonStation;
import org.vestibule.testkit.internal.station.SimulatedAkuvox;
import org.vestibule.testkit.internal.station.SimulatedDahua;
import org.vestibule.testkit.internal.station.SimulatedDoorBird;
import org.vestibule.testkit.internal.station.SimulatedHikvision;
import org.vestibule.testkit.internal.station.SimulatedHttpRelay;
import org.vestibule.testkit.internal.station.SimulatedStation;
import org.vestibule.testkit.internal.station.SimulatedStation.Fault;
import org.vestibule.testkit.internal.station.SimulatedTwon;

/** What holds for every make, whatever goes wrong: a door is asked once, and only that counts. */
@Timeout(180)
class EveryStationTest {
  enum Make {
    TWON(TwonStation.KIND, SimulatedTwon::new, "/api/switch/ctrl", SimulatedTwon.RIGHTS),
    DOORBIRD(
        DoorBirdStation.KIND,
        SimulatedDoorBird::new,
        "/bha-api/open-door.cgi",
        SimulatedDoorBird.RIGHTS),
    HIKVISION(
        HikvisionStation.KIND,
        SimulatedHikvision::new,
        "/ISAPI/AccessControl/RemoteControl/door/1",
        SimulatedHikvision.RIGHTS),
    DAHUA(
        DahuaStation.KIND,
        SimulatedDahua::new,
        "/cgi-bin/accessControl.cgi",
        SimulatedDahua.RIGHTS),
    AKUVOX(AkuvoxStation.KIND, SimulatedAkuvox::new, "/api/relay/trig", SimulatedAkuvox.RIGHTS),
    HTTP_RELAY(HttpRelay.KIND, SimulatedHttpRelay::new, "/relay/");

    final StationKind kind;
    final Maker maker;
    final String command;
    final String[] rights;

    Make(StationKind kind, Maker maker, String command, String... rights) {
      this.kind = kind;
      this.maker = maker;
      this.command = command;
      this.rights = rights;
    }
  }

  interface Maker {
    SimulatedStation on(int port) throws IOException;
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void opensOnceAfterARealExchange(Make make) throws Exception {
    try (SimulatedStation device = make.maker.on(0);
        Bench bench = bench(make, device).startAndAnswer()) {
      assertThat(device.done()).as("asking how it is moves nothing").isEmpty();
      bench.stations.release(DOOR, PULSE);
      assertThat(device.done()).hasSize(1);
      assertThat(device.released("1")).isTrue();
      await(() -> !device.released("1"));
      assertThat(device.done()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheAnswerItIsAskedOnce(Make make) throws Exception {
    try (SimulatedStation device = make.maker.on(0);
        Bench bench = bench(make, device).startAndAnswer()) {
      device.fail(make.command, Fault.DROP_BEFORE);
      assertThat(bench.failure()).isEqualTo("device-timed-out");
      assertThat(device.done()).isEmpty();
      int done = 0;
      for (Fault fault : new Fault[] {Fault.DROP_AFTER, Fault.LATE, Fault.MALFORMED}) {
        device.heal();
        device.fail(make.command, fault);
        assertThat(bench.failure()).as(fault + "").isEqualTo("device-timed-out");
        assertThat(device.done()).as(fault + "").hasSize(++done);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasNotDoneIsNotCalledDone(Make make) throws Exception {
    try (SimulatedStation device = make.maker.on(0);
        Bench bench = bench(make, device).startAndAnswer()) {
      device.fail(make.command, Fault.NOT_FOUND);
      assertThat(bench.failure()).isEqualTo("device-refused");
      device.heal();
      device.fail(make.command, Fault.ERROR);
      assertThat(bench.failure()).isEqualTo("device-timed-out");
      device.heal();
      device.fail(make.command, Fault.EMPTY);
      assertThat(bench.failure()).isIn("device-timed-out", "device-refused");
      assertThat(device.done()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordDoesNotLockTheAccount(Make make) throws Exception {
    try (SimulatedStation device = make.maker.on(0);
        Bench bench = bench(make, device)) {
      bench.with("passwordFile", Bench.password(folder, "wrong")).start();
      await(() -> bench.status().cause() == Status.Cause.CREDENTIALS);
      // More than one where the device was too slow to say no to the first.
      int wrong = device.wrongProofs("vestibule");
      assertThat(wrong).isBetween(1, 3);
      for (int i = 0; i < 10; i++) {
        assertThat(bench.failure()).isEqualTo("device-refused");
      }
      assertThat(device.done()).isEmpty();
      assertThat(device.wrongProofs("vestibule")).isEqualTo(wrong);
      assertThat(bench.status().sentence()).contains("passwordFile");
    }
  }

  @ParameterizedTest
  @EnumSource
  void noncesGoStaleWithoutHarm(Make make) throws Exception {
    try (SimulatedStation device = make.maker.on(0);
        Bench bench = bench(make, device)) {
      device.nonceUses(1);
      bench.startAndAnswer();
      for (int i = 1; i <= 3; i++) {
        bench.stations.release(DOOR, PULSE);
        assertThat(device.done()).hasSize(i);
      }
      assertThat(device.wrongProofs("vestibule")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeviceThatIsGoneIsNotedAndComesBack(Make make) throws Exception {
    int port = FreePort.find();
    try (SimulatedStation device = make.maker.on(port);
        Bench bench = bench(make, device).startAndAnswer()) {
      device.close();
      await(() -> bench.stations.state(DOOR) == DoorState.UNREACHABLE);
      assertThat(bench.failure()).isEqualTo("device-unreachable");
      assertThat(bench.status().cause()).isEqualTo(Status.Cause.NETWORK);
      try (SimulatedStation again = make.maker.on(port)) {
        again.account("vestibule", "open-sesame", make.rights);
        await(() -> bench.state() == Status.State.READY);
        bench.stations.release(DOOR, PULSE);
        assertThat(again.done()).hasSize(1);
      }
    }
  }

  private Bench bench(Make make, SimulatedStation device) throws IOException {
    Bench bench = new Bench(make.kind, device, folder, "1", make.rights);
    if (make == Make.HTTP_RELAY) {
      bench.with("method", "POST").with("path", "/relay/{relay}/pulse?seconds={seconds}");
      bench.with("expectText", "relay {relay} on".replace("{relay}", "1"));
      bench.with("probePath", "/status").with("probeText", "ready");
    }
    return bench;
  }
}
