// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.integrations.onvif.sip.internal.onvif.Bench.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.onvif.Login;
import org.vestibule.testkit.internal.onvif.OnvifFault;
import org.vestibule.testkit.internal.onvif.SimulatedOnvif;

/** A camera with a bell as it is in a building: it is rung, unplugged, moved, misconfigured. */
class OnvifStationTest {
  private static final Duration PULSE = Duration.ofSeconds(3);

  @TempDir Path folder;
  private SimulatedOnvif device;
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    device = new SimulatedOnvif(0);
    device.account(Bench.USER, Bench.PASSWORD);
    device.rtsp("rtsp://127.0.0.1:8554");
    bench = new Bench(device.url().toString(), folder);
  }

  @AfterEach
  void close() {
    bench.close();
    device.close();
  }

  @Test
  void aWrongPasswordIsSaidOnceAndNotTriedAgainAndAgain() throws Exception {
    device.account(Bench.USER, "another");
    bench.start();
    await(() -> bench.cause() == Cause.CREDENTIALS);
    int tries = device.refused().size();
    long asked = device.asked().size();
    await(() -> device.asked().size() >= asked + 3);
    assertThat(device.refused()).as("tries of a wrong login").hasSize(tries);
    // Put right in its file, it is taken without anything else.
    Files.writeString(folder.resolve("password"), "another\n");
    await(() -> bench.state() == State.READY);
  }

  @Test
  void aWrongPasswordForHttpDigestIsNotTriedAgainEither() throws Exception {
    device.login(Login.HTTP_DIGEST);
    device.account(Bench.USER, "another");
    bench.start();
    await(() -> bench.cause() == Cause.CREDENTIALS);
    int tries = device.refused().size();
    long asked = device.asked().size();
    await(() -> device.asked().size() >= asked + 3);
    assertThat(device.refused()).hasSize(tries);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void theButtonRingsOnceForEachPress(Login login) throws Exception {
    device.login(login);
    bench.startAndAnswer();
    assertThat(bench.heard()).as("how the button was found is no press").isEmpty();
    device.press();
    await(() -> bench.heard().equals(java.util.List.of("pressed -")));
    device.motion(true);
    device.motion(false);
    await(() -> bench.heard().contains("moved false"));
    assertThat(bench.heard()).containsExactly("pressed -", "moved true", "moved false");
  }

  @Test
  void aButtonThatIsHeldWhileTheGatewayStartsIsNoPress() throws Exception {
    device.input(SimulatedOnvif.BUTTON, true);
    device.input(SimulatedOnvif.CONTACT, true);
    bench.with("inputs", SimulatedOnvif.CONTACT + "=contact").startAndAnswer();
    await(() -> bench.heard().contains("CONTACT_OPEN true"));
    device.input(SimulatedOnvif.CONTACT, false);
    await(() -> bench.heard().contains("CONTACT_OPEN false"));
    assertThat(bench.heard()).noneMatch(each -> each.startsWith("pressed"));
  }

  @Test
  void onlyTheInputThatIsTheBellRings() throws Exception {
    bench.with("bells", SimulatedOnvif.BUTTON + "=1207").startAndAnswer();
    device.input(SimulatedOnvif.CONTACT, true);
    device.press();
    await(() -> !bench.heard().isEmpty());
    assertThat(bench.heard()).containsExactly("pressed 1207");
  }

  @Test
  void aClockThatIsADayOffIsNoWrongPassword() throws Exception {
    device.clockOff(Duration.ofDays(-1));
    bench.startAndAnswer();
    // The device got its time while it was connected to, and its subscriptions ran out with that.
    device.clockOff(Duration.ZERO);
    int before = Collections.frequency(device.asked(), "CreatePullPointSubscription");
    device.loseSubscriptions();
    await(
        () ->
            Collections.frequency(device.asked(), "CreatePullPointSubscription") > before
                && device.subscriptions() == 1);
    device.press();
    await(() -> bench.heard().contains("pressed -"));
    assertThat(bench.state()).isEqualTo(State.READY);
  }

  @Test
  void addressesBehindANatLeadToWhereTheDeviceWasFound() throws Exception {
    device.callItself("10.99.99.99");
    bench.startAndAnswer();
    device.press();
    await(() -> bench.heard().contains("pressed -"));
    assertThat(bench.plans).hasSize(1);
    Pictures.Plan plan = bench.plans.get(0);
    assertThat(plan.snapshot().orElseThrow().getHost()).isEqualTo("127.0.0.1");
    assertThat(plan.watched().orElseThrow().uri().toString()).startsWith("rtsp://127.0.0.1:8554/");
    assertThat(plan.watched().get().profile().pixels())
        .isLessThan(plan.faces().orElseThrow().profile().pixels());
  }

  @Test
  void aCameraThatRestartsRingsAgain() throws Exception {
    bench.startAndAnswer();
    for (int i = 1; i <= 2; i++) {
      int before = Collections.frequency(bench.heard(), "lost");
      device.goAway();
      await(() -> Collections.frequency(bench.heard(), "lost") == before + 1);
      await(() -> bench.cause() == Cause.NETWORK);
      device.comeBack();
      await(() -> bench.state() == State.READY);
      device.press();
      int presses = i;
      await(() -> Collections.frequency(bench.heard(), "pressed -") == presses);
    }
    assertThat(bench.plans).as("the same streams are left alone").hasSize(1);
  }

  @Test
  void aSubscriptionThatIsLostIsMadeAgain() throws Exception {
    bench.startAndAnswer();
    int before = Collections.frequency(device.asked(), "CreatePullPointSubscription");
    device.loseSubscriptions();
    await(
        () ->
            Collections.frequency(device.asked(), "CreatePullPointSubscription") > before
                && device.subscriptions() > 0);
    device.press();
    await(() -> bench.heard().contains("pressed -"));
    assertThat(bench.heard()).doesNotContain("lost");
  }

  @Test
  void nobodyIsSubscribedWhenAStationIsTakenOut() throws Exception {
    bench.startAndAnswer();
    assertThat(device.subscriptions()).isEqualTo(1);
    long begin = System.nanoTime();
    bench.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("it does not wait for the pull that is under way")
        .isLessThan(PullPoint.PULL);
    await(() -> device.subscriptions() == 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = OnvifFault.class,
      names = {"SLOW"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatIsHostileOrBrokenIsSaidAndSurvived(OnvifFault fault) throws Exception {
    device.fail("GetDeviceInformation", fault);
    bench.start();
    await(() -> bench.state() == State.UNAVAILABLE);
    assertThat(bench.station().status().sentence()).hasSizeLessThan(500);
    device.heal();
    await(() -> bench.state() == State.READY);
  }

  @Test
  void oneThatAnswersTooLateIsSaidToBeSilent() throws Exception {
    device.fail("GetDeviceInformation", OnvifFault.SLOW);
    bench.start();
    await(() -> bench.cause() == Cause.NETWORK);
  }

  @Test
  void oneThatRefusesSubscriptionsStillHasPictures() throws Exception {
    device.fail("CreatePullPointSubscription", OnvifFault.ACTION_FAILED);
    bench.start();
    await(() -> bench.state() == State.DEGRADED);
    assertThat(bench.station().video()).isPresent();
    device.heal();
    await(() -> bench.state() == State.READY);
    device.press();
    await(() -> bench.heard().contains("pressed -"));
  }

  @Test
  void anOldOneWithoutMedia2IsAskedTheOldWay() throws Exception {
    device.media2(false);
    device.fail("GetServices", OnvifFault.ACTION_FAILED);
    bench.startAndAnswer();
    assertThat(bench.plans.get(0).watched()).isPresent();
    assertThat(device.asked()).contains("GetCapabilities");
  }

  @Test
  void aProfileThatIsNotThereIsNamed() throws Exception {
    bench.with("detectionProfile", "nine").start();
    await(() -> bench.cause() == Cause.CONFIGURATION);
    assertThat(bench.station().status().sentence()).contains("nine");
  }

  @Test
  void aRelayOpensForAPulseAndFallsBack() throws Exception {
    bench.with("doors", "front-door=" + SimulatedOnvif.RELAY).startAndAnswer();
    bench.station().release(Bench.DOOR, PULSE);
    assertThat(device.relayOrders()).containsExactly(SimulatedOnvif.RELAY + " active");
    await(() -> !device.relayActive());
    assertThat(device.relayOrders())
        .containsExactly(SimulatedOnvif.RELAY + " active", SimulatedOnvif.RELAY + " inactive");
  }

  @Test
  void openIsNeverSentTwice() throws Exception {
    bench.with("doors", "front-door=" + SimulatedOnvif.RELAY).startAndAnswer();
    device.fail("SetRelayOutputState", OnvifFault.DROP);
    assertThatThrownBy(() -> bench.station().release(Bench.DOOR, PULSE))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("device-timed-out"));
    int orders = Collections.frequency(device.asked(), "SetRelayOutputState");
    assertThat(orders).isEqualTo(1);
    device.heal();
    await(() -> device.relayOrders().contains(SimulatedOnvif.RELAY + " inactive"));
    assertThat(device.relayOrders()).doesNotContain(SimulatedOnvif.RELAY + " active");
  }

  @Test
  void aRelayThatIsNotThereIsSaid() throws Exception {
    bench.with("doors", "front-door=relay_9").start();
    await(() -> bench.state() == State.DEGRADED);
    assertThat(bench.station().status().sentence()).contains("relay_9", SimulatedOnvif.RELAY);
    assertThatThrownBy(() -> bench.station().release(Bench.DOOR, PULSE))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("device-refused"));
    device.goAway();
    await(() -> bench.state() == State.UNAVAILABLE);
    assertThatThrownBy(() -> bench.station().release(Bench.DOOR, PULSE))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("device-unreachable"));
  }
}
