// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.testkit.internal.client.WayOut;
import org.vestibule.testkit.internal.station.SimulatedStation;

/** One driver before one simulated station, with an account of its own. */
final class Bench implements DoorSignals, AutoCloseable {
  static final DoorId DOOR = new DoorId("front-door");
  static final Duration PULSE = Duration.ofSeconds(4);
  private static final String PASSWORD = "open-sesame";

  final Stations stations;
  volatile boolean burns;
  final List<String> told = new CopyOnWriteArrayList<>();
  private final Map<String, Object> settings = new TreeMap<>();

  Bench(StationKind kind, SimulatedStation device, Path folder, String relay, String... rights)
      throws IOException {
    device.account("vestibule", PASSWORD, rights);
    settings.put("name", "front");
    settings.put("url", device.url().toString());
    settings.put("username", "vestibule");
    settings.put("passwordFile", password(folder, PASSWORD));
    settings.put("doors", DOOR + "=" + relay);
    settings.put("timeoutMillis", 4000);
    settings.put("pollSeconds", 1);
    stations =
        new Stations(
            kind, address -> new DeviceClient(address, new WayOut()), () -> this, door -> burns);
  }

  Bench with(String key, Object value) {
    settings.put(key, value);
    return this;
  }

  Bench start() {
    return startAs("first");
  }

  Bench startAs(String pid) {
    stations.update(pid, settings);
    return this;
  }

  Bench startAndAnswer() {
    start();
    await(() -> state() == Status.State.READY);
    return this;
  }

  Status status() {
    return stations.statuses().findFirst().orElseThrow();
  }

  Status.State state() {
    return status().state();
  }

  /** Returns the code of what a release ends with. */
  String failure() {
    return refusal().code();
  }

  VestibuleException refusal() {
    VestibuleException failure =
        catchThrowableOfType(() -> stations.release(DOOR, PULSE), VestibuleException.class);
    assertThat(failure).as("a release that must not count as done").isNotNull();
    assertThat(failure.getMessage()).doesNotContain(PASSWORD);
    return failure;
  }

  static String password(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("password-" + text.hashCode()), text).toString();
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

  @Override
  public void report(String source, DoorId door, DoorSignal signal, boolean active) {
    told.add(door + " " + signal + " " + active);
  }

  @Override
  public void gone(String source) {
    told.add("gone " + source);
  }

  @Override
  public void close() {
    stations.close();
  }
}
