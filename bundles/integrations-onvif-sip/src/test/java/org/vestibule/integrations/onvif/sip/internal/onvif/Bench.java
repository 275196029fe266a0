// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.testkit.internal.client.WayOut;

/** One station before one device, with what it tells. */
final class Bench implements StationListener, AutoCloseable {
  static final DoorId DOOR = new DoorId("front-door");
  static final String USER = "vestibule";
  static final String PASSWORD = "open-sesame";
  static final Ways.Out OUT =
      (device, password) -> new DeviceClient(device, password, new WayOut());

  final List<String> told = new CopyOnWriteArrayList<>();
  final List<Pictures.Plan> plans = new CopyOnWriteArrayList<>();
  private final Map<String, Object> settings = new TreeMap<>();
  private OnvifStation station;

  Bench(String url, Path folder) throws IOException {
    settings.put("url", url);
    settings.put("username", USER);
    settings.put("passwordFile", Files.writeString(folder.resolve("password"), PASSWORD));
    settings.put("timeoutMillis", 5000);
  }

  Bench with(String key, Object value) {
    settings.put(key, value);
    return this;
  }

  static OnvifSettings settings(Map<String, ?> values) throws VestibuleException {
    return OnvifSettings.of(
        OnvifConfig.PID,
        SettingsReader.of(OnvifConfig.PID, values, OnvifSettings.KEYS),
        new LiveAreas(Areas.NONE));
  }

  Bench start() throws VestibuleException {
    StationInfo info = new StationInfo(new StationId("front"), "Front", DOOR, true, true);
    station =
        new OnvifStation(
            new StationBasics(info, OnvifConfig.PID, new LiveAreas(Areas.NONE), ""),
            settings(settings),
            OUT,
            (id, plan, moved) -> {
              plans.add(plan);
              return camera();
            },
            gone -> {});
    station.start(this);
    return this;
  }

  Bench startAndAnswer() throws VestibuleException {
    start();
    await(() -> state() == Status.State.READY);
    return this;
  }

  OnvifStation station() {
    return station;
  }

  Status.State state() {
    assertThat(station.status().sentence()).doesNotContain(PASSWORD);
    return station.status().state();
  }

  Status.Cause cause() {
    return station.status().cause();
  }

  static VideoSource camera() {
    return (VideoSource)
        Proxy.newProxyInstance(
            Bench.class.getClassLoader(),
            new Class<?>[] {VideoSource.class},
            (proxy, method, args) ->
                method.getName().equals("status") ? Status.ready("a camera") : null);
  }

  static void await(BooleanSupplier condition) {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    try {
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime() - end).as("it does not come").isNegative();
        never.await(10, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<String> heard() {
    return new ArrayList<>(told);
  }

  @Override
  public void pressed(Optional<String> unit) {
    told.add("pressed " + unit.orElse("-"));
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

  @Override
  public void close() {
    if (station != null) {
      station.close();
    }
  }

  /** Hears nothing. */
  static final class Deaf implements StationListener {
    @Override
    public void pressed(Optional<String> unit) {}

    @Override
    public void keyed(String keys) {}

    @Override
    public void moved(boolean moving) {}

    @Override
    public void input(DoorSignal signal, boolean active) {}

    @Override
    public void lost() {}
  }
}
