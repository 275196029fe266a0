// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.akuvox.Akuvox;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.dahua.Dahua;
import org.vestibule.integrations.onvif.sip.internal.doorbird.DoorBird;
import org.vestibule.integrations.onvif.sip.internal.hikvision.Hikvision;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.twon.Twon;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;
import org.vestibule.testkit.internal.client.WayOut;
import org.vestibule.testkit.internal.station.SimulatedAkuvox;
import org.vestibule.testkit.internal.station.SimulatedDahua;
import org.vestibule.testkit.internal.station.SimulatedDoorBird;
import org.vestibule.testkit.internal.station.SimulatedHikvision;
import org.vestibule.testkit.internal.station.SimulatedStation;
import org.vestibule.testkit.internal.station.SimulatedTwon;

class MakersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path password;

  @BeforeEach
  void password() throws IOException {
    password = Files.writeString(folder.resolve("password"), "a long password\n");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void aWrongPasswordIsNamedAndTriedOnlyOnce() throws Exception {
    Files.writeString(password, "another\n");
    SimulatedDoorBird station = keep(new SimulatedDoorBird(0));
    station.account("gateway", "a long password", SimulatedDoorBird.RIGHTS);
    StationDevice device = device(new DoorBird(), station.url());

    Status status = awaitState(device, State.UNAVAILABLE);
    assertThat(status.cause()).isEqualTo(Cause.CREDENTIALS);
    for (int i = 0; i < 3; i++) {
      assertThat(next()).isEqualTo("lost");
    }
    assertThat(station.wrongProofs("gateway")).as("a fifth would lock the account").isEqualTo(1);
    assertThat(device.status().cause()).isEqualTo(Cause.CREDENTIALS);
  }

  @Test
  void anImpossibleConfigurationIsRefusedByName() {
    assertRefused(Map.of("buttons", "1=12"), "buttons");
    assertRefused(Map.of("stream", "http://127.0.0.1/live"), "stream");
    assertRefused(Map.of("stream", "rtsp://me:secret@127.0.0.1/live"), "stream");
    assertRefused(Map.of("width", "641"), "width");
    assertRefused(Map.of("fisheye", "960,960"), "fisheye");
    assertRefused(Map.of("url", "ftp://127.0.0.1"), "url");
  }

  @Test
  void aPasswordInAnAddressIsNotShown() {
    assertThatThrownBy(
            () -> open(new DoorBird(), settings("stream", "rtsp://me:secret@127.0.0.1/live")))
        .hasMessageNotContaining("secret");
  }

  @Test
  void aDoorBirdThatIsBackAfterItsStreamBrokeIsHeardWithinFiveSeconds() throws Exception {
    SimulatedDoorBird station = keep(new SimulatedDoorBird(0));
    station.account("gateway", "a long password", SimulatedDoorBird.RIGHTS);
    StationDevice device = device(new DoorBird(), station.url());
    awaitState(device, State.READY);
    assertThat(next()).isEqualTo("moved false");
    station.press();
    assertThat(next()).isEqualTo("pressed");

    station.fail("/bha-api", SimulatedStation.Fault.ERROR);
    station.cutStreams();
    assertThat(next()).isEqualTo("lost");
    awaitState(device, State.UNAVAILABLE);
    station.heal();
    awaitState(device, State.READY);
    // Each try in vain was a loss.
    assertThat(next(one -> !one.equals("lost"))).isEqualTo("moved false");
    station.motion(true);
    assertThat(next()).isEqualTo("moved true");
    assertThat(station.done()).isEmpty();
  }

  @Test
  void aTwonTellsButtonsKeysMotionAndTamper() throws Exception {
    SimulatedTwon station = keep(new SimulatedTwon(0));
    station.account("gateway", "a long password", SimulatedTwon.RIGHTS);
    StationDevice device = device(new Twon(), station.url());
    awaitState(device, State.READY);
    station.event("KeyPressed", "{\"key\":\"%1\"}");
    station.event("KeyPressed", "{\"key\":\"%2\"}");
    station.event("KeyPressed", "{\"key\":\"7\"}");
    station.event("MotionDetected", "{\"state\":\"in\"}");
    station.event("TamperSwitchActivated", "{\"state\":\"in\"}");
    station.event("DoorStateChanged", "{\"state\":\"opened\"}");

    assertThat(next()).isEqualTo("pressed 12");
    assertThat(next()).isEqualTo("pressed");
    assertThat(next()).isEqualTo("keyed 7");
    assertThat(next()).isEqualTo("moved true");
    assertThat(next()).isEqualTo("TAMPER true");
    assertThat(next()).isEqualTo("CONTACT_OPEN true");
  }

  @Test
  void aTwonThatHasNothingToTellIsNotLostWithTheUsualTimeForAnAnswer() throws Exception {
    SimulatedTwon station = keep(new SimulatedTwon(0));
    station.account("gateway", "a long password", SimulatedTwon.RIGHTS);
    Map<String, Object> usual = settings("url", station.url().toString());
    usual.remove("timeoutMillis");
    StationDevice device = open(new Twon(), usual);
    open.add(0, device);
    device.start(listener());
    awaitState(device, State.READY);
    assertThat(told.poll(5, TimeUnit.SECONDS)).isNull();
    assertThat(device.status().state()).isEqualTo(State.READY);
  }

  @Test
  void aTwonThatForgotUsIsSubscribedToAgain() throws Exception {
    SimulatedTwon station = keep(new SimulatedTwon(0));
    station.account("gateway", "a long password", SimulatedTwon.RIGHTS);
    awaitState(device(new Twon(), station.url()), State.READY);
    station.restart();
    assertThat(next()).isEqualTo("lost");
    await(() -> station.subscriptions() == 1);
    station.event("KeyPressed", "{\"key\":\"%1\"}");
    assertThat(next(one -> !one.equals("lost"))).isEqualTo("pressed 12");
  }

  @Test
  void aTwonWithoutTheRightNamesIt() throws Exception {
    SimulatedTwon station = keep(new SimulatedTwon(0));
    station.account("gateway", "a long password", "system");
    Status status = awaitState(device(new Twon(), station.url()), State.UNAVAILABLE);
    assertThat(status.cause()).isEqualTo(Cause.CREDENTIALS);
    assertThat(status.sentence()).contains("logging");
  }

  @Test
  void aHikvisionThatRingsAtTheBeginningIsNoPress() throws Exception {
    SimulatedHikvision station = keep(new SimulatedHikvision(0));
    station.account("gateway", "a long password", "control");
    station.call("ring");
    awaitState(device(new Hikvision(), station.url()), State.READY);
    station.call("idle");
    int asked = station.asked();
    await(() -> station.asked() >= asked + 2);
    assertThat(told).isEmpty();
    station.call("ring");
    assertThat(next()).isEqualTo("pressed");
  }

  @Test
  void aPressWhileAHikvisionWasAwayIsToldOnce() throws Exception {
    SimulatedHikvision station = keep(new SimulatedHikvision(0));
    station.account("gateway", "a long password", "control");
    StationDevice device = device(new Hikvision(), station.url());
    awaitState(device, State.READY);
    station.fail("/ISAPI", SimulatedStation.Fault.ERROR);
    assertThat(next()).isEqualTo("lost");
    station.call("ring");
    station.heal();
    awaitState(device, State.READY);
    assertThat(next(one -> !one.equals("lost"))).isEqualTo("pressed");

    station.fail("/ISAPI", SimulatedStation.Fault.ERROR);
    assertThat(next()).isEqualTo("lost");
    station.heal();
    awaitState(device, State.READY);
    int asked = station.asked();
    await(() -> station.asked() >= asked + 2);
    assertThat(told).as("the same ringing").doesNotContain("pressed");
  }

  @Test
  void aDahuaTellsItsBellAndMotion() throws Exception {
    SimulatedDahua station = keep(new SimulatedDahua(0));
    station.account("gateway", "a long password", "control");
    awaitState(device(new Dahua(), station.url()), State.READY);
    await(() -> station.listeners() == 1);
    station.press();
    station.stopRinging();
    station.motion(true);
    station.motion(false);
    assertThat(next()).isEqualTo("pressed");
    assertThat(next()).isEqualTo("moved true");
    assertThat(next()).isEqualTo("moved false");
  }

  @Test
  void anAkuvoxIsReadyWhenItAnswers() throws Exception {
    SimulatedAkuvox station = keep(new SimulatedAkuvox(0));
    station.account("gateway", "a long password", SimulatedAkuvox.RIGHTS);
    Status status = awaitState(device(new Akuvox(), station.url()), State.READY);
    assertThat(status.sentence()).contains("answers");
  }

  private void assertRefused(Map<String, String> wrong, String key) {
    Map<String, Object> settings = new HashMap<>(settings("url", "http://127.0.0.1:9"));
    settings.putAll(wrong);
    assertThatThrownBy(() -> open(new DoorBird(), settings))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("configuration-invalid");
              assertThat(refused.input()).contains(key);
            });
  }

  private StationDevice device(Maker maker, URI url) throws VestibuleException {
    Map<String, Object> settings = settings("url", url.toString());
    if (maker.buttons()) {
      settings.put("buttons", "1=12");
    }
    StationDevice device = open(maker, settings);
    open.add(0, device);
    device.start(listener());
    return device;
  }

  private Map<String, Object> settings(String key, String value) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("url", "http://127.0.0.1:9");
    settings.put("username", "gateway");
    settings.put("passwordFile", password.toString());
    settings.put(key, value);
    return settings;
  }

  private static StationDevice open(Maker maker, Map<String, Object> settings)
      throws VestibuleException {
    MakerKind kind = new MakerKind(maker, new Ways());
    String pid = "org.vestibule.station." + maker.name();
    StationInfo info =
        new StationInfo(new StationId("front"), "Front", new DoorId("front-door"), false, false);
    SettingsReader reader = SettingsReader.of(pid, settings, kind.keys());
    return kind.open(new StationBasics(info, pid, new LiveAreas(Areas.NONE), ""), reader);
  }

  private static final class Ways implements MakerKind.Ways {
    @Override
    public DeviceClient open(DeviceAddress device) {
      return new DeviceClient(device, new WayOut());
    }

    @Override
    public VideoSource camera(StreamWish wish) {
      throw new AssertionError("no camera is wanted here");
    }
  }

  private StationListener listener() {
    return new StationListener() {
      @Override
      public void pressed(Optional<String> unit) {
        told.add("pressed" + unit.map(one -> " " + one).orElse(""));
      }

      @Override
      public void keyed(String keys) {
        told.add("keyed " + keys);
      }

      @Override
      public void moved(boolean moving) {
        told.add("moved " + moving);
      }

      @Override
      public void input(DoorSignal signal, boolean active) {
        told.add(signal + " " + active);
      }

      @Override
      public void lost() {
        told.add("lost");
      }
    };
  }

  private <T extends AutoCloseable> T keep(T one) {
    open.add(one);
    return one;
  }

  private String next() throws InterruptedException {
    return told.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String next(java.util.function.Predicate<String> wanted) throws InterruptedException {
    String one = next();
    while (one != null && !wanted.test(one)) {
      one = next();
    }
    return one;
  }

  private static Status awaitState(StationDevice device, State state) {
    Status[] last = new Status[1];
    await(
        () -> {
          last[0] = device.status();
          return last[0].state() == state;
        },
        () -> state + ", not " + last[0]);
    return last[0];
  }

  private static void await(BooleanSupplier condition) {
    await(condition, () -> "in time");
  }

  private static void await(BooleanSupplier condition, Supplier<String> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(wanted).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
