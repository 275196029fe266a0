// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.sip.FreePorts;

/**
 * How long it takes from a panel's INVITE to the INVITE at a resident's phone, through the whole
 * gateway: login, bell, visit, ring plan. Once alone, and once while another address sends 500
 * malformed INVITEs a second. Panel and phone are sockets of this process, so that nothing of
 * theirs is in the figure.
 */
final class CallSetup {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int FLOOD_A_SECOND = 500;
  private static final String SECRET = "aLongEnoughSecret";

  private final Path home;
  private final int calls;
  private final int port = FreePorts.row(4);

  /**
   * @param home a data folder with an unpacked gateway and the demonstration's doors
   */
  CallSetup(Path home, int calls) {
    this.home = home;
    this.calls = calls;
  }

  /**
   * Milliseconds from INVITE to INVITE.
   *
   * @param alone without anything else
   * @param flooded beside the malformed ones
   */
  record Times(Sample alone, Sample flooded) {}

  Times measure() throws Exception {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (SetupPhone phone = new SetupPhone(here)) {
      configure(phone.port());
      try (GatewayProcess gateway = GatewayProcess.start(home, "calls.log");
          SetupPanel panel = new SetupPanel(here, port, SECRET)) {
        gateway.awaitAnswer(PATIENCE);
        panel.awaitHouse(PATIENCE);
        Operator operator = Operator.at(gateway.address(), home);
        sample(panel, phone, operator, Math.min(20, calls)); // The first calls load classes.
        Sample alone = sample(panel, phone, operator, calls);
        Thread flood = flood();
        Sample flooded = sample(panel, phone, operator, calls);
        flood.interrupt();
        flood.join();
        return new Times(alone, flooded);
      }
    }
  }

  private static Sample sample(SetupPanel panel, SetupPhone phone, Operator operator, int calls)
      throws Exception {
    double[] millis = new double[calls];
    for (int i = 0; i < calls; i++) {
      phone.expect();
      long began = panel.call();
      millis[i] = (phone.rang() - began) / 1e6;
      panel.hangUp();
      awaitNobody(operator);
    }
    return new Sample(millis);
  }

  /** Whoever calls again while a visit is open is of that visit, and within a second a bounce. */
  private static void awaitNobody(Operator operator) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (visitsAreOpen(operator)) {
      if (System.nanoTime() > end) {
        throw new IOException("a visit does not end");
      }
    }
  }

  private static boolean visitsAreOpen(Operator operator) throws Exception {
    for (JsonNode story : operator.get("/api/visits").body()) {
      if (!story.has("closedAt")) {
        return true;
      }
    }
    return false;
  }

  private void configure(int phonePort) throws IOException {
    Path etc = home.resolve("etc");
    Path secret = Files.writeString(home.resolve("secrets-sip"), SECRET + "\n");
    write(etc.resolve("org.vestibule.sip.cfg"), "port = " + port, "messagesPerSecond = 1000");
    write(etc.resolve("org.vestibule.calls.cfg"), "pageSeconds = 0");
    write(
        etc.resolve("org.vestibule.sip.phone-panel.cfg"),
        "user = panel",
        "passwordFile = " + secret.toAbsolutePath(),
        "station = gate");
    write(
        etc.resolve("org.vestibule.sip.phone-ada.cfg"),
        "user = ada",
        "address = sip:ada@127.0.0.1:" + phonePort);
    write(
        etc.resolve("org.vestibule.station.sip-gate.cfg"),
        "id = gate",
        "door = front-door",
        "sip = panel");
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines));
  }

  /** Sends what begins like an INVITE and is none, from an address of its own. */
  private Thread flood() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"));
    Thread thread =
        new Thread(
            () -> {
              Random random = new Random(1);
              byte[] noise = new byte[300];
              long due = System.nanoTime();
              try (socket) {
                while (!Thread.currentThread().isInterrupted()) {
                  random.nextBytes(noise);
                  byte[] head =
                      "INVITE sip:house@127.0.0.1 SIP/2.0\r\nVia: "
                          .getBytes(StandardCharsets.US_ASCII);
                  System.arraycopy(head, 0, noise, 0, head.length);
                  socket.send(
                      new DatagramPacket(
                          noise, noise.length, InetAddress.getByName("127.0.0.1"), port));
                  due += TimeUnit.SECONDS.toNanos(1) / FLOOD_A_SECOND;
                  TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                throw new IllegalStateException("the flood ended by itself", e);
              }
            },
            "bench-flood");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
