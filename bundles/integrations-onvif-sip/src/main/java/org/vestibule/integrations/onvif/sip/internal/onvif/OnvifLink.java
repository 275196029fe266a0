// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.device.http.PasswordSource;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;

/** The connection to one device: made, listened to, and made again. Thread-safe. */
final class OnvifLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnvifLink.class);

  /** One that was connected for less has not proved that it stays so. */
  private static final long LASTED_NANOS = 5_000_000_000L;

  private final StationBasics basics;
  private final OnvifSettings settings;
  private final PasswordSource password;
  private final Ways.Out out;
  private final LateVideo video;
  private final RelayDriver relays;
  private final String name;
  private final StatusHolder status;
  private final Resting resting;
  private final LongSupplier nanos = System::nanoTime;
  private final Patience patience = new Patience();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile StationListener listener;
  private volatile Meanings meanings;
  private volatile Connection connection;
  private volatile Thread thread;

  OnvifLink(
      StationBasics basics,
      OnvifSettings settings,
      Ways.Out out,
      LateVideo video,
      RelayDriver relays) {
    this.basics = basics;
    this.settings = settings;
    this.password = PasswordSource.of(settings.target().address());
    this.out = out;
    this.video = video;
    this.relays = relays;
    this.name = "onvif " + basics.info().id();
    this.status = new StatusHolder(Status.starting(name + " is being asked"));
    this.resting = new Resting(settings.target(), nanos);
  }

  void start(StationListener told) {
    listener = told;
    meanings = new Meanings(settings, told);
    thread = new Thread(this::run, "vestibule-onvif-" + basics.info().id());
    thread.setDaemon(true);
    thread.start();
  }

  Status status() {
    return status.get();
  }

  /** Returns what it is connected to now. */
  Optional<Connection> now() {
    return Optional.ofNullable(connection);
  }

  /** Returns how a relay was last told to be. */
  DoorState relay(String token) {
    Meanings known = meanings;
    return connection == null || known == null ? DoorState.UNREACHABLE : known.relay(token);
  }

  private void run() {
    boolean heard = false;
    while (closing.getCount() > 0) {
      long began = nanos.getAsLong();
      boolean connected = connectAndListen();
      // What was heard is not forgotten for a subscription that is made anew at once.
      if (!connected && heard) {
        meanings.forget();
        listener.lost();
      }
      heard = connected;
      boolean lasted = connected && nanos.getAsLong() - began > LASTED_NANOS;
      if (lasted) {
        patience.reset();
      } else if (pause()) {
        return;
      }
    }
  }

  /** Returns whether it was connected; ends when it is not any more. */
  private boolean connectAndListen() {
    OnvifClient client = new OnvifClient(settings.target(), password, out, resting);
    boolean connected = false;
    try {
      Connection fresh = Connection.open(client, nanos);
      video.take(Plans.of(settings, fresh));
      relays.reconnected(fresh);
      connection = fresh;
      connected = true;
      found(Findings.of(name, basics, settings, fresh, video.known()));
      new Ear(fresh, meanings, closing, nanos).listen();
      if (closing.getCount() == 0) {
        unsubscribe(fresh);
      }
    } catch (InterruptedException e) {
      closing.countDown();
    } catch (VestibuleException e) {
      lost(Failures.status(name, e), connected);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} answers what its driver misreads", name, e);
      lost(Status.unavailable(Cause.DEVICE_REFUSED, name + " answers what is misread"), connected);
    } finally {
      connection = null;
      client.close();
    }
    return connected;
  }

  private void found(Status now) {
    if (!now.sameAs(status.get())) {
      LOG.info("{}", now.sentence());
    }
    status.set(now);
  }

  private void lost(Status why, boolean wasConnected) {
    if (closing.getCount() == 0) {
      return;
    }
    if (wasConnected) {
      // It may be the subscription alone; the next try comes at once and tells.
      LOG.debug("{}", why.sentence());
      return;
    }
    if (status.get().state() != why.state() || status.get().cause() != why.cause()) {
      LOG.warn("{}", why.sentence());
    }
    status.set(why);
  }

  /** Waits before the next try; returns whether this ends. */
  private boolean pause() {
    try {
      return closing.await(patience.next(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static void unsubscribe(Connection last) throws InterruptedException {
    if (last.events().isPresent()) {
      last.events().get().close();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    Connection last = connection;
    try {
      if (last != null) {
        // The device answers the long poll, too, when it is told.
        unsubscribe(last);
        last.client().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Thread runs = thread;
    if (runs != null) {
      runs.interrupt();
    }
    status.set(
        new Status(Status.State.STOPPED, Cause.DISABLED, name + " is closed", Instant.now()));
  }
}
