// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sim;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.testkit.internal.station.SimulatedAkuvox;
import org.vestibule.testkit.internal.station.SimulatedDahua;
import org.vestibule.testkit.internal.station.SimulatedDoorBird;
import org.vestibule.testkit.internal.station.SimulatedHikvision;
import org.vestibule.testkit.internal.station.SimulatedStation;
import org.vestibule.testkit.internal.station.SimulatedTwon;

/**
 * A maker's station.
 *
 * @param bell presses it, where it has one
 * @param mover lets something move, where it tells of that
 * @param relays its relays' names
 */
record MakerSim(
    SimulatedStation station,
    String kind,
    String stream,
    Optional<Runnable> bell,
    Optional<Consumer<Boolean>> mover,
    String... relays)
    implements SimDevice {
  static MakerSim of(SimOptions options, String stream) throws IOException {
    int port = options.port();
    return switch (options.maker()) {
      case "2n" -> twon(options, new SimulatedTwon(port), stream);
      case "doorbird" -> doorBird(options, new SimulatedDoorBird(port), stream);
      case "akuvox" ->
          plain(
              options,
              new SimulatedAkuvox(port),
              stream,
              Optional.empty(),
              Optional.empty(),
              SimulatedAkuvox.RIGHTS);
      case "hikvision" -> hikvision(options, new SimulatedHikvision(port), stream);
      case "dahua" -> dahua(options, new SimulatedDahua(port), stream);
      default -> throw new IllegalArgumentException(options.maker());
    };
  }

  private static MakerSim twon(SimOptions options, SimulatedTwon station, String stream) {
    station.account(options.user(), options.password(), SimulatedTwon.RIGHTS);
    return new MakerSim(
        station,
        options.maker(),
        stream,
        Optional.of(() -> station.event("KeyPressed", "{\"key\":\"%1\"}")),
        Optional.of(
            moving ->
                station.event("MotionDetected", "{\"state\":\"" + (moving ? "in" : "out") + "\"}")),
        "1",
        "2");
  }

  private static MakerSim doorBird(SimOptions options, SimulatedDoorBird station, String stream) {
    return plain(
        options,
        station,
        stream,
        Optional.of(station::press),
        Optional.of(station::motion),
        SimulatedDoorBird.RIGHTS);
  }

  /** Its motion is in its alert stream, which is not simulated. */
  private static MakerSim hikvision(SimOptions options, SimulatedHikvision station, String stream) {
    return plain(
        options,
        station,
        stream,
        Optional.of(station::press),
        Optional.empty(),
        SimulatedHikvision.RIGHTS);
  }

  private static MakerSim dahua(SimOptions options, SimulatedDahua station, String stream) {
    return plain(
        options,
        station,
        stream,
        Optional.of(station::press),
        Optional.of(station::motion),
        SimulatedDahua.RIGHTS);
  }

  private static MakerSim plain(
      SimOptions options,
      SimulatedStation station,
      String stream,
      Optional<Runnable> bell,
      Optional<Consumer<Boolean>> mover,
      String[] rights) {
    station.account(options.user(), options.password(), rights);
    return new MakerSim(station, options.maker(), stream, bell, mover, "1", "2");
  }

  @Override
  public Map<String, String> settings() {
    return stream.isEmpty() ? Map.of("video", "false") : Map.of("stream", stream);
  }

  @Override
  public String url() {
    return station.url().toString();
  }

  @Override
  public boolean press() {
    bell.ifPresent(Runnable::run);
    return bell.isPresent();
  }

  @Override
  public boolean motion(boolean moving) {
    mover.ifPresent(sensor -> sensor.accept(moving));
    return mover.isPresent();
  }

  @Override
  public String relay() {
    StringBuilder states = new StringBuilder();
    for (String relay : relays) {
      states.append(relay).append(station.released(relay) ? " released, " : " at rest, ");
    }
    return states + "orders " + station.done();
  }

  @Override
  public void close() {
    station.close();
  }
}
