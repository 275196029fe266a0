// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.line.Lines;

/**
 * The one thread of one line: it reads, answers, and does nothing else, so that no reply waits for
 * a disk, a log or another service. A line that breaks is opened again after 1, 2, 4, 8, 8, ... s;
 * one on which something was heard, at once. Thread-safe.
 */
public final class PdPort implements AutoCloseable {
  /** A read ends after so long; what it brought is not older than its beginning. */
  private static final int READ_MILLIS = 20;

  /** Longer than any pause within a frame at 9600 baud (and of a USB adapter's own buffer). */
  private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(40);

  private static final long AT_ONCE_MILLIS = 50;

  private final String address;
  private final Lines lines;
  private final PdBus bus;
  private final byte[] buffer = new byte[1024];
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Line line;
  private volatile String problem = "the line is being opened";
  private int failures;

  /** Opens the line on a thread of its own, and answers. */
  public PdPort(String address, Lines lines, PdBus bus) {
    this.address = address;
    this.lines = lines;
    this.bus = bus;
    thread = new Thread(this::run, "vestibule-osdp-reader-" + address);
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** Returns why the line is not open, empty when it is. */
  String problem() {
    return problem;
  }

  private void run() {
    PdWarmup.run();
    while (stop.getCount() > 0) {
      failures++;
      try {
        open();
        problem = "the other end closed the line";
      } catch (IOException | VestibuleException e) {
        problem = e.getMessage();
      } catch (RuntimeException | LinkageError e) {
        // A line whose thread died would never answer again; a serial port needs a native library.
        problem = "the line failed with " + e.getClass().getSimpleName();
      }
      bus.disconnected();
      try {
        stop.await(pauseMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        // Only close interrupts.
        return;
      }
    }
  }

  private long pauseMillis() {
    return failures == 0 ? AT_ONCE_MILLIS : 1000L << Math.min(failures - 1, 3);
  }

  private void open() throws IOException, VestibuleException {
    try (Line opened = lines.open(address)) {
      line = opened;
      problem = "";
      talk(opened);
    } finally {
      line = null;
    }
  }

  /** Returns when the other end closed it, or when this is closed. */
  private void talk(Line open) throws IOException {
    long heard = System.nanoTime();
    while (stop.getCount() > 0) {
      long since = System.nanoTime();
      int count = open.read(buffer, 0, buffer.length, READ_MILLIS);
      if (count < 0) {
        return;
      }
      int size = 0;
      if (count > 0) {
        failures = 0;
        heard = System.nanoTime();
        size = bus.receive(buffer, 0, count, since);
      } else if (System.nanoTime() - heard > SILENCE) {
        size = bus.silence(since);
      }
      if (size > 0) {
        open.write(bus.reply(), 0, size);
      }
    }
  }

  /** Stops; when this returns nothing is sent any more, or the time of waiting is over. */
  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    Line open = line;
    if (open != null) {
      open.close();
    }
    thread.interrupt();
    thread.join(2000);
  }
}
