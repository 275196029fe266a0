// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A port at which one peer connects; another one is refused while that one is there. What is
 * written while nobody is there is lost, as on a wire that ends nowhere. When the peer leaves, the
 * line is at its end: its user opens it anew. A peer that was silent for so long that both sides
 * count each other as gone is put out when another one knocks, because a device that lost its power
 * never says that it leaves.
 */
final class ListenLine implements Line {
  private static final long CLOSE_MILLIS = 1000;
  private static final long GONE = TimeUnit.SECONDS.toNanos(8);

  private final ServerSocket server;
  private final String name;
  private final BlockingQueue<SocketLine> first = new LinkedBlockingQueue<>();
  private final Thread receiver;
  private volatile SocketLine peer;
  private volatile long heard;

  private ListenLine(ServerSocket server, String name) {
    this.server = server;
    this.name = name;
    receiver = new Thread(this::receive, "vestibule-line-" + server.getLocalPort());
    receiver.setDaemon(true);
  }

  static ListenLine open(LineAddress.Listen address) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(
          new InetSocketAddress(InetAddress.getByName(address.address()), address.port()), 1);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    ListenLine line = new ListenLine(server, address.toString());
    line.receiver.start();
    return line;
  }

  private void receive() {
    boolean taken = false;
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (taken) {
          socket.close();
          putOutSilent(System.nanoTime());
        } else {
          taken = true;
          heard = System.nanoTime();
          first.add(new SocketLine(socket, name));
        }
      } catch (IOException e) {
        // One that left while it was received, or the end of this line; then the loop ends.
      }
    }
    SocketLine late = first.poll();
    if (late != null) {
      late.close();
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
    if (peer == null) {
      try {
        peer = first.poll(timeoutMillis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (server.isClosed()) {
        close();
        throw new IOException(name + " is closed");
      }
      return 0;
    }
    int count = peer.read(buffer, offset, length, timeoutMillis);
    if (count > 0) {
      heard = System.nanoTime();
    }
    return count;
  }

  /** Ends the peer's connection if nothing came from it for long; its next one is another line. */
  void putOutSilent(long now) {
    SocketLine there = peer;
    if (there != null && now - heard > GONE) {
      there.close();
    }
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    SocketLine there = peer;
    if (there != null) {
      there.write(buffer, offset, length);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // It is closed all the same, and nobody can do anything about it.
    }
    SocketLine there = peer;
    if (there != null) {
      there.close();
    }
    try {
      // Until it has noticed, the port is still taken.
      receiver.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
