// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.line.Lines;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;

/**
 * The one thread of one line: it alone reads, writes, and moves the readers' state. It does nothing
 * else, so that no poll waits for a disk, a log or another service. A line that breaks is opened
 * again after 1, 2, 4, 8, 8, ... s. Thread-safe.
 */
public final class PollThread implements AutoCloseable {
  /** What is wanted by others waits no longer than this for a line on which nothing comes. */
  private static final int TICK_MILLIS = 5;

  private static final long SECOND = 1_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(PollThread.class);

  private final String address;
  private final Lines lines;
  private final Poller poller = new Poller();
  private final Queue<LongConsumer> tasks = new ConcurrentLinkedQueue<>();
  private final byte[] buffer = new byte[1024];
  private final Thread thread;
  private volatile Line line;
  private volatile boolean closed;
  private int failures;
  private long openAgain = System.nanoTime();

  /** Starts polling as soon as there are readers. */
  public PollThread(String address, Lines lines) {
    this.address = address;
    this.lines = lines;
    thread = new Thread(this::run, "vestibule-osdp-" + address);
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** Takes a reader in. */
  public void add(PolledReader reader) {
    post(now -> poller.add(reader));
  }

  /** Leaves a reader out; what waits for it is answered. */
  public void remove(PolledReader reader, String why) {
    post(
        now -> {
          poller.remove(reader);
          reader.stop(why, now);
        });
  }

  /**
   * Runs something on the line's thread, soon; it gets the time on {@link System#nanoTime()}. After
   * {@link #close} nothing is run.
   */
  public void post(LongConsumer task) {
    tasks.add(task);
  }

  private void run() {
    while (!closed) {
      try {
        work();
      } catch (IOException e) {
        lost("the line " + address + " is broken: " + e.getMessage());
      } catch (VestibuleException e) {
        lost(e.getMessage());
      } catch (InterruptedException e) {
        // Only close interrupts.
        closed = true;
      } catch (RuntimeException | LinkageError e) {
        // A line whose thread died would never be polled again.
        LOG.error("The line {} failed and is opened again", address, e);
        lost("the line " + address + " failed");
      }
    }
    drop();
  }

  private void work() throws IOException, VestibuleException, InterruptedException {
    long now = System.nanoTime();
    for (LongConsumer task = tasks.poll(); task != null; task = tasks.poll()) {
      task.accept(now);
    }
    Line open = line;
    if (open != null) {
      talk(open);
    } else if (now - openAgain >= 0) {
      open();
    } else {
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    }
  }

  private void open() throws IOException, VestibuleException {
    Line opened = lines.open(address);
    line = opened;
    LOG.info("OSDP panel on {}", opened.name());
    if (closed) {
      drop();
    }
  }

  private void talk(Line open) throws IOException {
    FrameEncoder frame = poller.next(System.nanoTime());
    if (frame != null) {
      open.write(frame.buffer(), 0, frame.size());
    }
    long now = System.nanoTime();
    long wait = TimeUnit.NANOSECONDS.toMillis(poller.wakeNanos(now) - now);
    int count = open.read(buffer, 0, buffer.length, (int) Math.max(1, Math.min(wait, TICK_MILLIS)));
    if (count < 0) {
      throw new IOException("the other end closed it");
    }
    if (count > 0) {
      failures = 0;
      poller.received(buffer, 0, count, System.nanoTime());
    }
  }

  private void lost(String why) {
    drop();
    long now = System.nanoTime();
    openAgain = now + (SECOND << Math.min(failures++, 3));
    poller.lineLost(why, now);
  }

  private void drop() {
    Line open = line;
    line = null;
    if (open != null) {
      close(open);
    }
  }

  private void close(Line open) {
    try {
      open.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The line {} could not be closed", address, e);
    }
  }

  /** Stops: nothing is sent any more, and what waits is answered. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    Line open = line;
    if (open != null) {
      close(open);
    }
    thread.interrupt();
    thread.join(2000);
    if (!thread.isAlive()) {
      long now = System.nanoTime();
      for (LongConsumer task = tasks.poll(); task != null; task = tasks.poll()) {
        task.accept(now);
      }
      poller.lineLost("the panel stopped", now);
    }
  }
}
