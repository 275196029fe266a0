// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.onvif.sip.internal.station.SoundSource;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/** One device that speaks ONVIF. Thread-safe. */
final class OnvifStation implements StationDevice {
  private final StationBasics basics;
  private final OnvifSettings settings;
  private final Consumer<OnvifStation> closed;
  private final RelayDriver relays;
  private final LateVideo video;
  private final OnvifLink link;
  private volatile StationListener listener;

  /**
   * Connects to nothing yet.
   *
   * @param closed is told when it is closed
   */
  OnvifStation(
      StationBasics basics,
      OnvifSettings settings,
      Ways.Out out,
      Pictures pictures,
      Consumer<OnvifStation> closed) {
    this.basics = basics;
    this.settings = settings;
    this.closed = closed;
    this.relays = new RelayDriver(basics.info().id().value());
    this.video = new LateVideo(basics.info().id(), pictures, this::moved);
    this.link = new OnvifLink(basics, settings, out, video, relays);
  }

  OnvifSettings settings() {
    return settings;
  }

  @Override
  public void start(StationListener told) {
    listener = told;
    link.start(told);
  }

  @Override
  public Status status() {
    return link.status();
  }

  @Override
  public Optional<VideoSource> video() {
    return basics.info().video() && video.known() ? Optional.of(video) : Optional.empty();
  }

  @Override
  public Optional<SoundSource> sound() {
    // What a device hears comes with its stream; a way to its loudspeaker is none of ONVIF's.
    return Optional.empty();
  }

  /**
   * Releases the lock of a door that is configured here.
   *
   * @throws VestibuleException {@code device-refused}, {@code device-unreachable}, {@code
   *     device-timed-out}
   */
  void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    Optional<Connection> now = link.now();
    if (now.isEmpty()) {
      throw new VestibuleException(
          "device-unreachable",
          "door " + door,
          "station " + basics.info().id() + " is not connected",
          "a device that answers",
          "Look at the station's status.");
    }
    relays.release(now.get(), settings.doors().get(door), pulse);
  }

  /** Returns how the relay of a door was last told to be. */
  DoorState state(DoorId door) {
    return link.relay(settings.doors().get(door));
  }

  /** The gateway's own look at the pictures counts as the device's. */
  private void moved(boolean moving) {
    StationListener told = listener;
    if (told != null) {
      told.moved(moving);
    }
  }

  @Override
  public void close() {
    closed.accept(this);
    relays.close();
    link.close();
    video.close();
  }
}
