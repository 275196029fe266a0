// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that receives and sends for several calls: it waits for packets until the next one is
 * due to be sent. All that a call's media remember is touched by this thread alone. Thread-safe.
 */
final class MediaThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long LONGEST_WAIT = 1000 * NANOS_PER_MILLI;
  private static final int PATIENCE_SECONDS = 2;

  /** What a call does here. */
  interface Stream {
    /** Opens its sockets for reading at this selector; the attachment of each key is the stream. */
    void register(Selector selector) throws IOException;

    /** Takes what came on a socket. */
    void readable(SelectionKey key) throws IOException;

    /**
     * Returns when {@link #tick} is to be called next, on {@link System#nanoTime()}; what is due at
     * once is due now.
     */
    long due(long now);

    /** Sends what is due. */
    void tick(long now) throws IOException;
  }

  private final Selector selector;
  private final Thread thread;
  private final List<Stream> streams = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  MediaThread(int number) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector for media", e);
    }
    thread = new Thread(this::run, "vestibule-media-" + number);
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  int load() {
    return streams.size();
  }

  /** Runs a stream from now on. */
  void add(Stream stream) {
    call(
        () -> {
          try {
            stream.register(selector);
            streams.add(stream);
          } catch (IOException e) {
            throw new UncheckedIOException("a socket that was just opened", e);
          }
        });
  }

  /** Ends a stream: {@code last} is the last thing that is done for it here. */
  void remove(Stream stream, Runnable last) {
    call(
        () -> {
          streams.remove(stream);
          last.run();
        });
  }

  /** Looks at once at what is due. */
  void wake() {
    selector.wakeup();
  }

  /** Does something on this thread and waits for it. */
  private void call(Runnable task) {
    if (Thread.currentThread() == thread || !thread.isAlive()) {
      task.run();
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    work.add(
        () -> {
          try {
            task.run();
            done.complete(null);
          } catch (RuntimeException | LinkageError e) {
            done.completeExceptionally(e);
          }
        });
    selector.wakeup();
    try {
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The media thread did not do what it was asked for", e);
    }
  }

  private void run() {
    while (!closed) {
      try {
        await();
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
          task.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          guarded((Stream) key.attachment(), stream -> stream.readable(key));
        }
        selector.selectedKeys().clear();
        for (Stream stream : streams) {
          long now = System.nanoTime();
          if (stream.due(now) - now <= 0) {
            guarded(stream, due -> due.tick(now));
          }
        }
      } catch (IOException e) {
        LOG.warn("Media cannot be waited for", e);
      }
    }
    for (Runnable task = work.poll(); task != null; task = work.poll()) {
      task.run();
    }
  }

  private interface Step {
    void of(Stream stream) throws IOException;
  }

  /** What one call meets is not the others' trouble. */
  private static void guarded(Stream stream, Step step) {
    try {
      step.of(stream);
    } catch (IOException | RuntimeException | LinkageError e) {
      // The codecs of a call that stands may be of a bundle that is gone by now.
      LOG.warn("The media of a call met something unexpected", e);
    }
  }

  private void await() throws IOException {
    long wait = LONGEST_WAIT;
    long now = System.nanoTime();
    for (Stream stream : streams) {
      wait = Math.min(wait, stream.due(now) - now);
    }
    if (wait <= 0 || !work.isEmpty()) {
      selector.selectNow();
    } else {
      // Less than a millisecond is waited for, too, or the thread would spin.
      selector.select(Math.max(1, wait / NANOS_PER_MILLI));
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("The selector of a media thread did not close", e);
    }
  }
}
