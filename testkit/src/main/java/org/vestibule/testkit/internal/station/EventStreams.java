// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Everyone who listens to a station's events, each over a connection that goes on. Thread-safe. */
final class EventStreams {
  /** Among the events: the connection ends. */
  private static final String CUT = "cut";

  private static final long SLICE_MILLIS = 20;

  private final Over over;
  private final Collection<BlockingQueue<String>> open = new ConcurrentLinkedQueue<>();

  /** Says whether the station shuts down, after waiting for at most so long. */
  interface Over {
    boolean after(long millis) throws InterruptedException;
  }

  EventStreams(Over over) {
    this.over = over;
  }

  /** Writes an event into every stream that is open, as a part. */
  void write(String text) {
    open.forEach(stream -> stream.add(text));
  }

  /** Ends every connection. */
  void cut() {
    write(CUT);
  }

  int size() {
    return open.size();
  }

  /** Serves one listener until it goes or is cut off. */
  void serve(HttpExchange exchange, List<String> before) throws IOException, InterruptedException {
    BlockingQueue<String> events = new LinkedBlockingQueue<>(before);
    exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=part");
    exchange.sendResponseHeaders(200, 0);
    open.add(events);
    try {
      while (!over.after(0)) {
        String event = events.poll(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        if (CUT.equals(event)) {
          return;
        } else if (event != null) {
          String part = "--part\r\nContent-Type: text/plain\r\n\r\n" + event + "\r\n--part\r\n";
          exchange.getResponseBody().write(part.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        }
      }
    } finally {
      open.remove(events);
    }
  }
}
