// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A phone that notes when it is called, and is busy. */
final class SetupPhone implements AutoCloseable {
  private static final long WAIT_SECONDS = 10;

  private final SetupSocket socket;
  private final BlockingQueue<Long> rang = new LinkedBlockingQueue<>();
  private volatile String last = "";
  private volatile boolean closed;

  SetupPhone(InetAddress here) throws IOException {
    socket = new SetupSocket(here);
    Thread thread = new Thread(this::serve, "bench-phone");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.port();
  }

  /** Forgets what came before. */
  void expect() {
    rang.clear();
  }

  /** Returns when it was called, on {@link System#nanoTime()}. */
  long rang() throws InterruptedException, IOException {
    Long nanos = rang.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (nanos == null) {
      throw new IOException("the phone was not called in " + WAIT_SECONDS + " s");
    }
    return nanos;
  }

  private void serve() {
    while (!closed) {
      try {
        answer(socket.receive());
      } catch (SocketTimeoutException e) {
        // Nobody calls.
      } catch (IOException e) {
        if (!closed) {
          throw new IllegalStateException("the phone broke", e);
        }
      }
    }
  }

  private void answer(SetupSocket.Came came) throws IOException {
    if (came.text().startsWith("ACK ") || came.text().startsWith("SIP/2.0 ")) {
      return;
    }
    String call = came.line("Call-ID");
    if (came.text().startsWith("INVITE ") && !call.equals(last)) {
      last = call;
      rang.add(came.nanos());
    }
    String status = came.text().startsWith("INVITE ") ? "486 Busy Here" : "200 OK";
    String kept =
        Stream.concat(
                came.text().lines().filter(line -> line.startsWith("Via:")),
                Stream.of(came.line("From"), came.line("To") + ";tag=p", call, came.line("CSeq")))
            .collect(Collectors.joining("\n"));
    socket.send("SIP/2.0 " + status + "\n" + kept + "\nContent-Length: 0\n\n", came.from());
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
  }
}
