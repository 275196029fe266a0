// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vestibule.api.access.Caller;

/**
 * One page that hears deltas. Writes never block: what the network does not take waits in a bounded
 * queue, and a page whose queue is full is disconnected. Thread-safe.
 */
final class OpenPage implements WriteListener, AsyncListener {
  private final AsyncContext async;
  private final ServletOutputStream out;
  private final Optional<String> session;
  private final Consumer<OpenPage> gone;
  private final BlockingQueue<byte[]> waiting;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Supplier<Optional<Caller>> still;
  private volatile Caller caller;
  private boolean unflushed;

  /**
   * @param still says who hears, and nobody once they may not any more
   * @param gone is told once when the page is closed
   */
  OpenPage(
      AsyncContext async,
      Optional<String> session,
      Supplier<Optional<Caller>> still,
      int queue,
      Consumer<OpenPage> gone)
      throws IOException {
    this.still = still;
    this.caller = still.get().orElse(Guard.NOBODY);
    this.async = async;
    this.out = async.getResponse().getOutputStream();
    this.session = session;
    this.gone = gone;
    this.waiting = new ArrayBlockingQueue<>(queue);
    async.addListener(this);
  }

  /** Starts writing; what was offered before comes first. */
  void start() {
    out.setWriteListener(this);
  }

  Optional<String> session() {
    return session;
  }

  Caller caller() {
    return caller;
  }

  /** Asks again who hears; returns false when it is nobody any more. */
  boolean refresh() {
    Optional<Caller> now = still.get();
    now.ifPresent(present -> caller = present);
    return now.isPresent();
  }

  /** Queues a message; returns false when the page is too slow and must go. */
  boolean offer(byte[] message) {
    return waiting.offer(message);
  }

  /** Writes what the network takes now, and leaves the rest for later. */
  void drain() {
    try {
      write();
    } catch (IOException | IllegalStateException e) {
      // The reader went; that is how a page usually ends.
      close();
    }
  }

  /** Ends the connection once. */
  void close() {
    if (open.compareAndSet(true, false)) {
      waiting.clear();
      gone.accept(this);
      try {
        async.complete();
      } catch (IllegalStateException e) {
        // The container has ended it already.
        return;
      }
    }
  }

  private synchronized void write() throws IOException {
    while (open.get() && out.isReady()) {
      byte[] next = waiting.poll();
      if (next != null) {
        out.write(next);
        unflushed = true;
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        return;
      }
    }
  }

  @Override
  public void onWritePossible() {
    drain();
  }

  @Override
  public void onError(Throwable cause) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // A page is never dispatched again.
  }
}
