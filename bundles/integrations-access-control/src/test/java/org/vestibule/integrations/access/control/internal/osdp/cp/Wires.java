// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.line.OpenLines;

/** Two ends of a line, of each kind that there is. */
final class Wires implements AutoCloseable {
  enum Kind {
    MEMORY,
    TCP,
    /** Two socat pty pairs with a relay between them that is as slow as the line it stands for. */
    SERIAL_9600
  }

  /** At 9600 baud: a start bit, 8 data bits and a stop bit each. */
  private static final long BYTE_NANOS = 1_000_000_000L / 960;

  final Line panel;
  final Line reader;
  private final List<AutoCloseable> rest = new ArrayList<>();

  static Wires open(Kind kind, Path folder) throws Exception {
    return switch (kind) {
      case MEMORY -> new Wires();
      case TCP -> new Wires(InetAddress.getLoopbackAddress());
      case SERIAL_9600 -> new Wires(folder);
    };
  }

  private Wires() {
    BlockingQueue<byte[]> down = new LinkedBlockingQueue<>();
    BlockingQueue<byte[]> up = new LinkedBlockingQueue<>();
    panel = new MemoryLine(up, down);
    reader = new MemoryLine(down, up);
  }

  private Wires(InetAddress loopback) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
      Socket mine = new Socket(loopback, server.getLocalPort());
      panel = new SocketLine(mine);
      reader = new SocketLine(server.accept());
    }
  }

  private Wires(Path folder) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
    OpenLines lines = new OpenLines();
    pair(folder, "panel", "relay-panel");
    pair(folder, "reader", "relay-reader");
    panel = lines.open(serial(folder, "panel"));
    reader = lines.open(serial(folder, "reader"));
    Line one = lines.open(serial(folder, "relay-panel"));
    Line other = lines.open(serial(folder, "relay-reader"));
    rest.add(one);
    rest.add(other);
    relay(one, other);
    relay(other, one);
  }

  private static String serial(Path folder, String name) {
    return "serial:" + folder.resolve(name) + "?baud=9600";
  }

  private void pair(Path folder, String one, String other) throws IOException {
    Process socat =
        new ProcessBuilder("socat", pty(folder, one), pty(folder, other))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    rest.add(socat::destroyForcibly);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(folder.resolve(one)) || !Files.exists(folder.resolve(other))) {
      if (System.nanoTime() > deadline || !socat.isAlive()) {
        throw new IOException("socat made no pty");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static String pty(Path folder, String name) {
    return "pty,raw,echo=0,link=" + folder.resolve(name);
  }

  private static void relay(Line from, Line to) {
    Thread thread =
        new Thread(
            () -> {
              byte[] bytes = new byte[64];
              try {
                while (true) {
                  int count = from.read(bytes, 0, bytes.length, 50);
                  for (int i = 0; i < count; i++) {
                    long due = System.nanoTime() + BYTE_NANOS;
                    while (due - System.nanoTime() > 0) {
                      LockSupport.parkNanos(due - System.nanoTime());
                    }
                    to.write(bytes, i, 1);
                  }
                }
              } catch (IOException e) {
                // The test is over.
              }
            },
            "test-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws Exception {
    panel.close();
    reader.close();
    for (AutoCloseable each : rest) {
      each.close();
    }
  }

  private record MemoryLine(BlockingQueue<byte[]> in, BlockingQueue<byte[]> out) implements Line {
    @Override
    public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
      try {
        byte[] bytes = in.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        if (bytes == null) {
          return 0;
        }
        System.arraycopy(bytes, 0, buffer, offset, bytes.length);
        return bytes.length;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      byte[] bytes = new byte[length];
      System.arraycopy(buffer, offset, bytes, 0, length);
      out.add(bytes);
    }

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public void close() {}
  }

  private record SocketLine(Socket socket) implements Line {
    SocketLine {
      try {
        socket.setTcpNoDelay(true);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
      socket.setSoTimeout(timeoutMillis);
      try {
        return socket.getInputStream().read(buffer, offset, length);
      } catch (SocketTimeoutException e) {
        return 0;
      }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      socket.getOutputStream().write(buffer, offset, length);
    }

    @Override
    public String name() {
      return "loopback";
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }
}
