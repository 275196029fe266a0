// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real broker as a process of its own, on a loopback port that was free. */
final class Mosquitto implements AutoCloseable {
  private static final Optional<Path> PROGRAM =
      Stream.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private final Path folder;
  private final int port;
  private final String access;
  private Process process;

  private Mosquitto(Path folder, String access) throws IOException {
    this.folder = folder;
    this.access = access;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
  }

  static boolean installed() {
    return PROGRAM.isPresent();
  }

  /** Starts a broker that anybody may use. */
  static Mosquitto open(Path folder) throws IOException, InterruptedException {
    Mosquitto broker = new Mosquitto(folder, "allow_anonymous true\n");
    broker.start();
    return broker;
  }

  /** Starts a broker that knows one user. */
  static Mosquitto locked(Path folder, String user, String password)
      throws IOException, InterruptedException {
    Path file = folder.resolve("users");
    run("mosquitto_passwd", "-b", "-c", file.toString(), user, password);
    Mosquitto broker = new Mosquitto(folder, "allow_anonymous false\npassword_file " + file + "\n");
    broker.start();
    return broker;
  }

  /** Starts a broker behind TLS, with a certificate for {@code localhost} made now. */
  static Mosquitto encrypted(Path folder) throws IOException, InterruptedException {
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        folder.resolve("ca.pem").toString());
    Mosquitto broker =
        new Mosquitto(
            folder,
            "allow_anonymous true\ncertfile "
                + folder.resolve("ca.pem")
                + "\nkeyfile "
                + folder.resolve("key.pem")
                + "\n");
    broker.start();
    return broker;
  }

  int port() {
    return port;
  }

  void start() throws IOException, InterruptedException {
    Path file = folder.resolve("mosquitto.conf");
    // Started by root it would become another user, who cannot read the test's folder.
    Files.writeString(
        file, "listener " + port + " 127.0.0.1\nuser root\nlog_dest stderr\n" + access);
    process =
        new ProcessBuilder(PROGRAM.orElseThrow().toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); ; line = said.readLine()) {
      if (line == null) {
        throw new IOException("mosquitto did not start");
      }
      if (line.endsWith("running")) {
        break;
      }
    }
    Thread drain = new Thread(() -> drain(said), "mosquitto-output");
    drain.setDaemon(true);
    drain.start();
  }

  private static void drain(BufferedReader said) {
    try {
      while (said.readLine() != null) {
        // A broker that nobody listens to would stop at a full pipe.
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command[0] + " failed");
    }
  }
}
