// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.integrations.access.control.internal.station.Bench.DOOR;
import static org.vestibule.integrations.access.control.internal.station.Bench.PULSE;
import static org.vestibule.integrations.access.control.internal.station.Bench.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
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
import org.vestibule.testkit.internal.station.SimulatedStation.Fault;
import org.vestibule.testkit.internal.station.SimulatedTwon;

/** What each make has of its own. */
@Timeout(180)
class StationsTest {
  private static final Duration LEASE = Duration.ofSeconds(5);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "MD5-sess", "SHA-256", "SHA-256-sess"})
  void everyDigestIsAnswered(String algorithm) throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench = new Bench(TwonStation.KIND, device, folder, "1", SimulatedTwon.RIGHTS)) {
      device.algorithm(algorithm);
      bench.startAndAnswer();
      bench.stations.release(DOOR, PULSE);
      assertThat(device.done()).containsExactly("trigger 1");
    }
  }

  @Test
  void twonHoldsForALeaseAndLocksAtOnce() throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench = twon(device).startAndAnswer()) {
      // Long enough for two looks of a busy machine.
      bench.stations.hold(DOOR, LEASE.multipliedBy(3));
      assertThat(device.released("1")).isTrue();
      await(() -> bench.stations.state(DOOR) == DoorState.UNLOCKED);
      assertThat(bench.failure()).as("held: it does what it is told").isEqualTo("device-refused");
      await(() -> !device.released("1"));
      assertThat(device.done()).as("the device ended it").containsExactly("hold 1");
      bench.stations.hold(DOOR, Duration.ofMinutes(5));
      bench.stations.secure(DOOR);
      assertThat(device.released("1")).isFalse();
      await(() -> bench.stations.state(DOOR) == DoorState.LOCKED);
    }
  }

  @Test
  void twonOfOldFirmwareIsNotLeftHeld() throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench = twon(device).startAndAnswer()) {
      device.old();
      assertThatThrownBy(() -> bench.stations.hold(DOOR, LEASE))
          .hasFieldOrPropertyWithValue("code", "hold-unsupported");
      assertThat(device.released("1")).isFalse();
    }
  }

  @Test
  void twonWithABistableSwitchIsRefused() throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench = twon(device)) {
      device.mode("bistable");
      bench.start();
      await(() -> bench.state() == Status.State.DEGRADED);
      assertThat(bench.status().sentence()).contains("monostable");
      assertThat(bench.failure()).isEqualTo("device-refused");
      assertThat(device.done()).isEmpty();
    }
  }

  @Test
  void twonNamesTheRightThatIsMissing() throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench =
            new Bench(
                TwonStation.KIND, device, folder, "1", "system", "switch-monitoring", "logging")) {
      bench.startAndAnswer();
      VestibuleException refusal = bench.refusal();
      assertThat(refusal.code()).isEqualTo("device-refused");
      assertThat(refusal.remedy()).contains("rights to monitor and to control switches");
      device.account("vestibule", "open-sesame", "logging");
      await(() -> bench.status().sentence().contains("insufficient user privileges"));
    }
  }

  @Test
  void twonTellsWhatHappensAtTheDoor() throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench =
            twon(device).with("contacts", "front-door").with("exitInput", "input1").start()) {
      await(() -> device.subscriptions() == 1);
      device.event("DoorStateChanged", "{\"state\":\"opened\"}");
      device.event("InputChanged", "{\"port\":\"input1\",\"state\":true}");
      device.event("InputChanged", "{\"port\":\"input2\",\"state\":true}");
      device.event("DoorStateChanged", "{}");
      device.event("KeyPressed", "{\"key\":\"%1\"}");
      device.event("TamperSwitchActivated", "{\"state\":\"in\"}");
      await(() -> bench.told.contains("front-door TAMPER true"));
      assertThat(bench.told)
          .filteredOn(each -> !each.startsWith("gone"))
          .containsExactly(
              "front-door CONTACT_OPEN true",
              "front-door EXIT_REQUEST true",
              "front-door TAMPER true");
      // After a restart the device does not know the subscription: a new one is made.
      device.restart();
      await(() -> device.subscriptions() == 1);
      device.event("DoorStateChanged", "{\"state\":\"closed\"}");
      await(() -> bench.told.contains("front-door CONTACT_OPEN false"));
    }
  }

  @Test
  void aDoorWithoutContactIsNeverClosed() throws Exception {
    try (SimulatedDahua device = new SimulatedDahua(0);
        Bench bench = new Bench(DahuaStation.KIND, device, folder, "1", "control")) {
      bench.startAndAnswer();
      device.leaf(true);
      bench.stations.release(DOOR, PULSE);
      assertThat(bench.told).noneMatch(each -> each.contains("CONTACT"));
      bench.with("contacts", "front-door").startAndAnswer();
      await(() -> bench.told.contains("front-door CONTACT_OPEN true"));
      device.leaf(false);
      await(() -> bench.told.contains("front-door CONTACT_OPEN false"));
    }
  }

  @Test
  void dahuaWithoutItsCgiIsNamedAsSuch() throws Exception {
    try (SimulatedDahua device = new SimulatedDahua(0);
        Bench bench = new Bench(DahuaStation.KIND, device, folder, "1", "control")) {
      device.fail("/cgi-bin/accessControl.cgi", Fault.NOT_FOUND);
      bench.start();
      await(() -> bench.state() == Status.State.DEGRADED);
      assertThat(bench.status().sentence()).contains("known difference between firmwares");
      VestibuleException refusal = bench.refusal();
      assertThat(refusal.code()).isEqualTo("device-refused");
      assertThat(refusal.found()).contains("404");
    }
  }

  @Test
  void dahuaAndHikvisionAndAkuvoxNameTheRightThatIsMissing() throws Exception {
    try (SimulatedDahua dahua = new SimulatedDahua(0);
        Bench bench = new Bench(DahuaStation.KIND, dahua, folder, "1").startAndAnswer()) {
      assertThat(bench.failure()).isEqualTo("device-refused");
      assertThat(dahua.done()).isEmpty();
    }
    try (SimulatedHikvision hikvision = new SimulatedHikvision(0);
        Bench bench = new Bench(HikvisionStation.KIND, hikvision, folder, "1").startAndAnswer()) {
      VestibuleException refusal = bench.refusal();
      assertThat(refusal.found()).contains("lowPrivilege");
      assertThat(refusal.remedy()).contains("Remote Control");
    }
    try (SimulatedAkuvox akuvox = new SimulatedAkuvox(0);
        Bench bench = new Bench(AkuvoxStation.KIND, akuvox, folder, "1").start()) {
      await(() -> bench.state() == Status.State.UNAVAILABLE);
      assertThat(bench.status().sentence()).contains("allow-list");
      assertThat(bench.refusal().remedy()).contains("allow-list");
    }
  }

  @Test
  void doorBirdNamesTheRightThatIsMissing() throws Exception {
    try (SimulatedDoorBird device = new SimulatedDoorBird(0);
        Bench bench = new Bench(DoorBirdStation.KIND, device, folder, "1").start()) {
      await(() -> bench.state() == Status.State.DEGRADED);
      assertThat(bench.status().cause()).isEqualTo(Cause.CREDENTIALS);
      assertThat(bench.status().sentence()).contains("API operator");
      assertThat(bench.refusal().remedy()).contains("watch always");
      assertThat(device.done()).isEmpty();
      device.account("vestibule", "open-sesame", SimulatedDoorBird.RIGHTS);
      await(() -> bench.state() == Status.State.READY);
      assertThat(bench.stations.state(DOOR)).isEqualTo(DoorState.UNKNOWN);
      assertThatThrownBy(() -> bench.stations.hold(DOOR, LEASE))
          .hasFieldOrPropertyWithValue("code", "hold-unsupported");
    }
  }

  @Test
  void doorBirdOpensARelayOfAPeripheralAndRefusesOneThatIsNotThere() throws Exception {
    try (SimulatedDoorBird device = new SimulatedDoorBird(0);
        Bench bench =
            new Bench(DoorBirdStation.KIND, device, folder, "gggaaa@1", SimulatedDoorBird.RIGHTS)) {
      bench.startAndAnswer();
      bench.stations.release(DOOR, PULSE);
      assertThat(device.done()).containsExactly("open gggaaa@1");
      bench.with("doors", "front-door=3").start();
      await(() -> bench.state() == Status.State.DEGRADED);
      assertThat(bench.status().sentence()).contains("no relay 3");
    }
  }

  @Test
  void hikvisionIsHeldOnlyWhereAPersonWantsThatAndOnlyForTheLease() throws Exception {
    try (SimulatedHikvision device = new SimulatedHikvision(0);
        Bench bench = new Bench(HikvisionStation.KIND, device, folder, "1", "control")) {
      bench.startAndAnswer();
      assertThatThrownBy(() -> bench.stations.hold(DOOR, LEASE))
          .hasFieldOrPropertyWithValue("code", "hold-unsupported");
      bench.with("holdByGateway", true).startAndAnswer();
      bench.stations.hold(DOOR, LEASE);
      await(() -> bench.stations.state(DOOR) == DoorState.UNLOCKED);
      await(() -> !device.released("1"));
      assertThat(device.done()).containsExactly("alwaysOpen 1", "close 1");
    }
  }

  @Test
  void aHoldEndsInTimeHoweverSeldomTheDeviceIsAsked() throws Exception {
    try (SimulatedHikvision device = new SimulatedHikvision(0);
        Bench bench = new Bench(HikvisionStation.KIND, device, folder, "1", "control")) {
      bench.with("holdByGateway", true).with("pollSeconds", 300).startAndAnswer();
      bench.stations.hold(DOOR, LEASE);
      assertThat(device.released("1")).isTrue();
      await(() -> !device.released("1"));
    }
  }

  @Test
  void aRelayBoardThatReleasesAndLeadsElsewhereMayHaveReleased() throws Exception {
    try (SimulatedHttpRelay device = new SimulatedHttpRelay(0);
        Bench bench = new Bench(HttpRelay.KIND, device, folder, "1")) {
      bench.with("method", "POST").with("path", "/relay/{relay}/pulse?seconds={seconds}");
      bench.with("probePath", "/status").startAndAnswer();
      device.fail("/relay/", Fault.REDIRECT);
      assertThat(bench.failure()).isEqualTo("device-timed-out");
      assertThat(device.released("1")).isTrue();
    }
  }

  @Test
  void aHoldThatWasNotConfirmedIsLockedAllTheSame() throws Exception {
    try (SimulatedHikvision device = new SimulatedHikvision(0);
        Bench bench = new Bench(HikvisionStation.KIND, device, folder, "1", "control")) {
      bench.with("holdByGateway", true).startAndAnswer();
      device.fail("/ISAPI/AccessControl/RemoteControl/door/1", Fault.DROP_AFTER);
      assertThatThrownBy(() -> bench.stations.hold(DOOR, LEASE))
          .hasFieldOrPropertyWithValue("code", "device-timed-out");
      assertThat(device.released("1")).isTrue();
      device.heal();
      await(() -> !device.released("1"));
    }
  }

  @Test
  void twoDevicesDoNotShareADoorOrAName() throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench = twon(device).startAndAnswer()) {
      bench.with("name", "other").startAs("second");
      assertThat(bench.status().sentence()).contains("front-door", "a second time");
      bench.with("name", "front").with("doors", "side-door=2").startAs("second");
      assertThat(bench.status().sentence()).contains("'front' a second time");
    }
  }

  @Test
  void aGatewayThatStopsLocksWhatItHolds() throws Exception {
    try (SimulatedHikvision device = new SimulatedHikvision(0)) {
      try (Bench bench = new Bench(HikvisionStation.KIND, device, folder, "1", "control")) {
        bench.with("holdByGateway", true).startAndAnswer();
        bench.stations.hold(DOOR, Duration.ofHours(1));
        assertThat(device.released("1")).isTrue();
      }
      assertThat(device.released("1")).isFalse();
    }
  }

  @Test
  void aGatewayThatStopsLocksNothingThatAFireReleases() throws Exception {
    try (SimulatedHikvision device = new SimulatedHikvision(0)) {
      try (Bench bench = new Bench(HikvisionStation.KIND, device, folder, "1", "control")) {
        bench.with("holdByGateway", true).startAndAnswer();
        bench.stations.hold(DOOR, Duration.ofHours(1));
        bench.burns = true;
      }
      assertThat(device.released("1")).isTrue();
    }
  }

  @Test
  void hikvisionWithoutWorkStatusIsReadyAndItsLockUnknown() throws Exception {
    try (SimulatedHikvision device = new SimulatedHikvision(0);
        Bench bench = new Bench(HikvisionStation.KIND, device, folder, "1", "control")) {
      device.fail("/ISAPI/AccessControl/AcsWorkStatus", Fault.NOT_FOUND);
      bench.startAndAnswer();
      assertThat(bench.stations.state(DOOR)).isEqualTo(DoorState.UNKNOWN);
      bench.with("doors", "front-door=7").start();
      await(() -> bench.state() == Status.State.DEGRADED);
      assertThat(bench.status().sentence()).contains("door 7");
    }
  }

  @Test
  void akuvoxTakesThePulseOfTheDoor() throws Exception {
    try (SimulatedAkuvox device = new SimulatedAkuvox(0);
        Bench bench = new Bench(AkuvoxStation.KIND, device, folder, "2", "relay")) {
      bench.startAndAnswer();
      bench.stations.release(DOOR, Duration.ofMillis(4200));
      assertThat(device.done()).containsExactly("trig 2 for 5 s");
      await(() -> bench.stations.state(DOOR) == DoorState.UNLOCKED);
      await(() -> bench.stations.state(DOOR) == DoorState.LOCKED);
    }
  }

  @Test
  void aWrongConfigurationIsNamedAndTheLastGoodOneServes() throws Exception {
    try (SimulatedTwon device = new SimulatedTwon(0);
        Bench bench = twon(device).startAndAnswer()) {
      bench.with("doors", "front-door=x").start();
      assertThat(bench.status().cause()).isEqualTo(Cause.CONFIGURATION);
      assertThat(bench.status().sentence()).contains("doors", "front-door=x");
      bench.stations.release(DOOR, PULSE);
      assertThat(device.done()).hasSize(1);
    }
  }

  @Test
  void theWorstStatusIsShownWithHowManyOthers() {
    Status good = Status.ready("fine");
    Status bad = Status.unavailable(Cause.NETWORK, "2n front is away");
    Status less = Status.degraded(Cause.CREDENTIALS, "dahua side lacks a right");
    assertThat(StationDrivers.now(List.of()).state()).isEqualTo(Status.State.READY);
    assertThat(StationDrivers.now(List.of(good, good)).sentence()).startsWith("2 door stations");
    assertThat(StationDrivers.now(List.of(good, less, bad)).sentence())
        .isEqualTo("2n front is away (and 1 more)");
  }

  private Bench twon(SimulatedTwon device) throws Exception {
    return new Bench(TwonStation.KIND, device, folder, "1", SimulatedTwon.RIGHTS);
  }
}
