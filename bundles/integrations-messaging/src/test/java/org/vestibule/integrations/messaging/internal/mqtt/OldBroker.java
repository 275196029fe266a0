// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A door before a real broker that lets in MQTT 3.1.1 only, and answers newer versions as old
 * brokers do.
 */
final class OldBroker implements AutoCloseable {
  private static final int PROTOCOL_LEVEL = 4;

  final AtomicInteger refused = new AtomicInteger();
  private final ServerSocket door;
  private final int port;
  private final byte[] refusal;

  /**
   * @param port of the broker behind it
   * @param refusal the CONNACK for a version that it does not speak
   */
  OldBroker(int port, byte... refusal) throws IOException {
    this.port = port;
    this.refusal = refusal;
    door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      // Fixed header (one byte of length is enough here), protocol name, level.
      byte[] head = in.readNBytes(9);
      if (head[8] != PROTOCOL_LEVEL) {
        refused.incrementAndGet();
        client.getOutputStream().write(refusal);
        client.getOutputStream().flush();
        client.shutdownOutput();
        in.readAllBytes();
        return;
      }
      broker.getOutputStream().write(head);
      daemon(() -> pass(broker, client));
      pass(client, broker);
    } catch (IOException e) {
      // One of both is gone.
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.close();
    } catch (IOException e) {
      // One of both is gone.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "old-broker");
    thread.setDaemon(true);
    thread.start();
  }
}
