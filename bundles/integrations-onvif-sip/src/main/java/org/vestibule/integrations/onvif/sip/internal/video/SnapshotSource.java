// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.onvif.sip.internal.area.PictureFiles;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * A camera that gives one JPEG for each question. It is asked while a feed is open, on a thread of
 * its own that ends with the last feed. Thread-safe.
 */
final class SnapshotSource implements VideoSource {
  private final SnapshotWish wish;
  private final Ways ways;
  private final PictureFiles files;
  private final Feeds feeds = new Feeds();
  private final AtomicLong pictures = new AtomicLong();
  private final StatusHolder status =
      new StatusHolder(Status.starting("Nobody has looked through this camera yet"));
  private Thread asking;
  private boolean closed;

  /** Opens a way to the device. */
  interface Ways {
    DeviceHttp open() throws VestibuleException;
  }

  SnapshotSource(SnapshotWish wish, Ways ways) {
    this.wish = wish;
    this.ways = ways;
    files = new PictureFiles(wish.areas());
  }

  @Override
  public synchronized VideoFeed open() throws VestibuleException {
    if (closed) {
      throw new VestibuleException(
          "station-unreachable",
          "camera of station " + wish.station(),
          "it was taken away",
          "a configured station",
          "Configure the station again.");
    }
    RingFeed feed = feeds.open(false);
    if (asking == null) {
      asking = new Thread(this::ask, "vestibule-snapshots-" + wish.station());
      asking.setDaemon(true);
      asking.start();
    }
    return feed;
  }

  private void ask() {
    DeviceHttp device = null;
    try {
      while (goesOn()) {
        long began = System.nanoTime();
        try {
          device = device == null ? ways.open() : device;
          take(device, began);
        } catch (VestibuleException e) {
          status.set(VideoFault.of(e).status());
        }
        pause(began);
      }
    } catch (InterruptedException e) {
      // It is being closed.
    } finally {
      ended();
      if (device != null) {
        device.close();
      }
    }
  }

  /** However this thread ends, the next who looks gets another one. */
  private synchronized void ended() {
    if (asking == Thread.currentThread()) {
      asking = null;
    }
  }

  /** Returns whether somebody looks; otherwise this thread is nobody's any more. */
  private synchronized boolean goesOn() {
    if (!closed && feeds.any()) {
      return true;
    }
    asking = null;
    return false;
  }

  private void take(DeviceHttp device, long began) throws VestibuleException, InterruptedException {
    DeviceHttp.Answer answer =
        device.send("GET", wish.path(), Map.of("Accept", "image/jpeg"), new byte[0]);
    byte[] body = answer.body();
    boolean jpeg = body.length > 4 && (body[0] & 0xff) == 0xff && (body[1] & 0xff) == 0xd8;
    if (answer.status() == 404 || answer.status() / 100 != 2 || !jpeg) {
      throw new VestibuleException(
          answer.status() == 404 ? "stream-missing" : "picture-invalid",
          "camera " + wish.device().shown(),
          answer.status() / 100 == 2 ? "no JPEG" : "HTTP status " + answer.status(),
          "a JPEG",
          "Correct the path of the picture.");
    }
    byte[] picture = files.masked(body, wish.station().value());
    long nanos = System.nanoTime();
    // The camera took it after it was asked: the earlier moment is the safe one for an order.
    Instant asked = Instant.now().minusNanos(nanos - began);
    // Whoever has the picture finds a camera that works.
    status.set(Status.ready("Pictures come from " + wish.device().shown()));
    pictures.incrementAndGet();
    feeds.offer(new Frame(picture, asked, began), true);
  }

  private synchronized void pause(long began) throws InterruptedException {
    long end = began + wish.period().toNanos();
    for (long rest = end - System.nanoTime(); rest > 0 && !closed; rest = end - System.nanoTime()) {
      wait(rest / 1_000_000, (int) (rest % 1_000_000));
    }
  }

  @Override
  public Optional<Frame> latest() {
    return feeds.latest(System.nanoTime());
  }

  @Override
  public Status status() {
    return status.get();
  }

  /** Returns how it does. */
  VideoFigures figures() {
    int fps = (int) Math.max(1, 1000 / wish.period().toMillis());
    return new VideoFigures(
        pictures.get(), pictures.get(), feeds.dropped(), fps, false, 0, 0, Optional.empty());
  }

  @Override
  public void close() {
    Thread ends;
    synchronized (this) {
      closed = true;
      ends = asking;
      notifyAll();
    }
    if (ends != null) {
      ends.interrupt();
    }
    feeds.end();
  }
}
