// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.station.SoundSource;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * A maker's station: asks it who it is, listens to its events, and begins again after each failure,
 * so that one that is back is seen within 5 s. Its sound is SIP's. Thread-safe.
 */
final class MakerDevice implements StationDevice {
  private static final Logger LOG = LoggerFactory.getLogger(MakerDevice.class);

  /** Between these a failed try is repeated; the second one leaves a second for the exchange. */
  private static final long FIRST_PAUSE_MILLIS = 500;

  private static final long LONGEST_PAUSE_MILLIS = 3500;

  private final String id;
  private final Maker maker;
  private final Map<String, String> units;
  private final Opening opening;
  private final Optional<VideoSource> camera;
  private final StatusHolder status = new StatusHolder(Status.starting("It is being asked"));
  private volatile Thread thread;
  private volatile DeviceClient client;
  private volatile boolean closed;
  private volatile boolean wasAlive;
  private String said = "";

  /** Opens the way to the device, anew for each connection. */
  @FunctionalInterface
  interface Opening {
    DeviceClient open() throws VestibuleException;
  }

  MakerDevice(
      String id,
      Maker maker,
      Map<String, String> units,
      Opening opening,
      Optional<VideoSource> camera) {
    this.id = id;
    this.maker = maker;
    this.units = units;
    this.opening = opening;
    this.camera = camera;
  }

  @Override
  public void start(StationListener listener) {
    Thread listening = new Thread(() -> listen(listener), "vestibule-" + maker.name() + "-" + id);
    listening.setDaemon(true);
    thread = listening;
    listening.start();
  }

  private void listen(StationListener listener) {
    long pause = FIRST_PAUSE_MILLIS;
    MakerEvents events = new MakerEvents(listener, units, this::alive);
    try {
      while (!closed) {
        wasAlive = false;
        once(events);
        listener.lost();
        pause = wasAlive ? FIRST_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
        TimeUnit.MILLISECONDS.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once(MakerEvents events) throws InterruptedException {
    boolean rests = false;
    try {
      DeviceClient device = client == null ? opening.open() : client;
      client = device;
      said = maker.probe(device);
      maker.listen(device, events);
      failed(Cause.NETWORK, "it ended its event stream");
    } catch (VestibuleException e) {
      // Who was refused is kept: it alone knows how long to rest, before the device locks it.
      rests = e.code().equals("credentials-wrong");
      failed(cause(e), e.getMessage());
    } catch (IOException e) {
      failed(Cause.NETWORK, "its event stream broke: " + e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      LOG.error("Station {} fails", id, e);
      failed(Cause.DEVICE_REFUSED, "what it says is not understood");
    } finally {
      if (!rests || closed) {
        disconnect();
      }
    }
  }

  private void disconnect() {
    DeviceClient open = client;
    client = null;
    if (open != null) {
      open.close(); // Ends a read that waits, too.
    }
  }

  private void alive() {
    wasAlive = true;
    status.set(Status.ready(said));
  }

  private void failed(Cause cause, String sentence) {
    if (!closed) {
      status.set(Status.unavailable(cause, sentence));
    }
  }

  private static Cause cause(VestibuleException e) {
    return switch (e.code()) {
      case "credentials-wrong" -> Cause.CREDENTIALS;
      case "device-unreachable", "device-timed-out" -> Cause.NETWORK;
      case "egress-denied", "egress-undeclared", "configuration-invalid" -> Cause.CONFIGURATION;
      case "no-way-out" -> Cause.DEPENDENCY;
      default -> Cause.DEVICE_REFUSED;
    };
  }

  @Override
  public Status status() {
    Status device = status.get();
    if (device.state() != Status.State.READY || camera.isEmpty()) {
      return device;
    }
    Status pictures = camera.get().status();
    return pictures.state() == Status.State.READY ? device : pictures;
  }

  @Override
  public Optional<VideoSource> video() {
    return camera;
  }

  @Override
  public Optional<SoundSource> sound() {
    return Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
    Thread listening = thread;
    if (listening != null) {
      listening.interrupt();
    }
    disconnect();
    camera.ifPresent(VideoSource::close);
  }
}
