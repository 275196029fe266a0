// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.StationReport;
import org.vestibule.api.station.StationReport.Result;
import org.vestibule.integrations.onvif.sip.internal.onvif.discovery.Discovery;
import org.vestibule.testkit.internal.onvif.Login;
import org.vestibule.testkit.internal.onvif.OnvifFault;
import org.vestibule.testkit.internal.onvif.SimulatedOnvif;

/** A person takes a camera into service and reads what is wrong with it. */
class OnvifFinderTest {
  private final OnvifFinder finder = new OnvifFinder(Bench.OUT, new Discovery());
  private SimulatedOnvif device;

  @BeforeEach
  void open() throws Exception {
    device = new SimulatedOnvif(0);
    device.account("ann", "open-sesame");
    device.rtsp("rtsp://127.0.0.1:8554");
  }

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void nobodyThereIsSaidAndTheRestIsNotTried() throws Exception {
    device.goAway();
    StationReport report = check("open-sesame");
    assertThat(report.works()).isFalse();
    assertThat(result(report, "reachable")).isEqualTo(Result.FAILED);
    assertThat(result(report, "login")).isEqualTo(Result.SKIPPED);
    assertThat(result(report, "relays")).isEqualTo(Result.SKIPPED);
    assertThat(report.proposal()).doesNotContainKey("url");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aWrongPasswordFailsAtTheLogin(Login login) throws Exception {
    device.login(login);
    StationReport report = check("open-says-me");
    assertThat(result(report, "login")).isEqualTo(Result.FAILED);
    assertThat(report.toString()).doesNotContain("open-says-me");
    assertThat(device.refused().size()).as("tries, so that no account is locked").isEqualTo(1);
  }

  @Test
  void aClockADayOffIsNamed() throws Exception {
    device.clockOff(Duration.ofDays(1));
    StationReport report = check("open-sesame");
    assertThat(result(report, "clock")).isEqualTo(Result.MISSING);
    assertThat(result(report, "login")).isEqualTo(Result.OK);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void oneThatWorksIsDescribedAndProposed(Login login) throws Exception {
    device.login(login);
    StationReport report = check("open-sesame");
    Map<String, Result> results =
        report.steps().stream()
            .collect(Collectors.toMap(StationReport.Step::name, StationReport.Step::result));
    assertThat(results).containsEntry("encryption", Result.MISSING).hasSize(11);
    results.remove("encryption");
    assertThat(results.values()).containsOnly(Result.OK);
    assertThat(found(report, "profiles")).contains("profile_main").contains("H264");
    assertThat(found(report, "events")).contains("Device/Trigger/DigitalInput (input)");
    assertThat(found(report, "inputs")).contains(SimulatedOnvif.BUTTON);
    assertThat(found(report, "relays")).contains(SimulatedOnvif.RELAY);
    assertThat(report.proposal())
        .containsEntry("url", device.url().toString())
        .containsEntry("username", "ann")
        .containsEntry("bells", SimulatedOnvif.BUTTON);
    assertThat(report.toString()).doesNotContain("open-sesame");
    assertThat(device.relayOrders()).isEmpty();
    assertThat(device.subscriptions()).isZero();
  }

  @Test
  void theProposalIsAConfigurationThatIsTaken() throws Exception {
    Map<String, String> proposal = check("open-sesame").proposal();
    assertThat(Bench.settings(proposal).bells()).containsOnlyKeys(SimulatedOnvif.BUTTON);
  }

  @ParameterizedTest
  @EnumSource(
      value = OnvifFault.class,
      names = {"SLOW"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatIsBrokenFailsItsOwnStepOnly(OnvifFault fault) throws Exception {
    device.fail("GetSnapshotUri", fault);
    device.fail("CreatePullPointSubscription", fault);
    StationReport report = check("open-sesame");
    assertThat(result(report, "snapshot")).isIn(Result.FAILED, Result.MISSING);
    assertThat(result(report, "events")).isEqualTo(Result.FAILED);
    assertThat(result(report, "relays")).isEqualTo(Result.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://cam", "http://ann:word@cam", "cam", "http:///", "http://cam/?a", "file:/x"})
  void whatIsNoAddressIsRefusedAndNotShown(String address) {
    assertThatThrownBy(() -> finder.check(URI.create(address), "ann", new char[0]))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("address-invalid");
              assertThat(e.getMessage()).doesNotContain("word");
            });
  }

  private StationReport check(String password) throws Exception {
    return finder.check(device.url(), "ann", password.toCharArray());
  }

  private static Result result(StationReport report, String step) {
    return step(report, step).result();
  }

  private static String found(StationReport report, String step) {
    return String.join("\n", step(report, step).found());
  }

  private static StationReport.Step step(StationReport report, String name) {
    return report.steps().stream().filter(each -> each.name().equals(name)).findFirst().get();
  }
}
