// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;

/**
 * Listens to one connected device until it is gone. Beside the long poll it asks the clock now and
 * then: a device that lost its power says goodbye to nobody, and one that is back does not know
 * that somebody waits. Used by one thread.
 */
final class Ear {
  private static final long LOOK_MILLIS = 3_000;
  private static final long SHORT_NANOS = 200_000_000;
  private static final long BREATH_MILLIS = 250;
  private static final int MOST_MISSES = 2;

  private final Connection connection;
  private final Meanings meanings;
  private final CountDownLatch closing;
  private final LongSupplier nanos;

  /** What the device did when it was looked after last. */
  private int misses;

  private volatile VestibuleException silent;

  Ear(Connection connection, Meanings meanings, CountDownLatch closing, LongSupplier nanos) {
    this.connection = connection;
    this.meanings = meanings;
    this.closing = closing;
    this.nanos = nanos;
  }

  /**
   * Passes on what the device tells, as long as it does and nobody closes. Returns also when the
   * device is better connected to anew, because it can do more now.
   *
   * @throws VestibuleException when the connection is lost, with why
   */
  void listen() throws VestibuleException, InterruptedException {
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(Ear::thread);
    try {
      looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      while (closing.getCount() > 0) {
        if (connection.events().isPresent()) {
          pull(connection.events().get());
        } else if (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)
            && connection.refused().isPresent()
            && subscribes()) {
          return;
        }
        if (silent != null) {
          throw silent;
        }
      }
    } catch (VestibuleException e) {
      throw silent == null ? e : silent;
    } finally {
      looks.shutdownNow();
    }
  }

  /** Returns whether a device that refused a subscription takes one now. */
  private boolean subscribes() throws VestibuleException, InterruptedException {
    try {
      Optional<PullPoint> now = PullPoint.open(connection.client(), connection.services(), nanos);
      if (now.isPresent()) {
        now.get().close();
      }
      return now.isPresent();
    } catch (VestibuleException e) {
      if (Connection.REFUSALS.contains(e.code())) {
        return false;
      }
      throw e;
    }
  }

  private void pull(PullPoint events) throws VestibuleException, InterruptedException {
    long began = nanos.getAsLong();
    List<DeviceEvent> heard = events.pull();
    heard.forEach(meanings::take);
    if (heard.isEmpty() && nanos.getAsLong() - began < SHORT_NANOS) {
      // A device that does not wait as it was asked to is not asked in a circle.
      closing.await(BREATH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      connection.client().readClock();
      misses = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (VestibuleException e) {
      boolean away = e.code().equals("device-unreachable");
      boolean mute = e.code().equals("device-timed-out");
      if (away || mute && ++misses >= MOST_MISSES) {
        silent = e;
        // Ends the long poll, too.
        connection.client().close();
      }
    } catch (RuntimeException e) {
      // What it answers about its clock is of no matter here.
      misses = 0;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "vestibule-onvif-look");
    thread.setDaemon(true);
    return thread;
  }
}
