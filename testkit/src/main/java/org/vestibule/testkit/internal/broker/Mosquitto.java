// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vestibule.testkit.internal.sip.FreePorts;

/** Mosquitto as a process of its own, on a loopback port that was free. */
public final class Mosquitto implements AutoCloseable {
  private static final Optional<Path> PROGRAM =
      Stream.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private static final String ANYBODY = "allow_anonymous true\n";

  private final Path folder;
  private final int port;
  private final String more;
  private Process process;

  private Mosquitto(Path folder, String more) {
    this.folder = folder;
    this.more = more;
    // Nobody is given it while the broker is down.
    port = FreePorts.row(1);
  }

  /** Returns whether this machine has it; {@code apt-get install mosquitto} otherwise. */
  public static boolean installed() {
    return PROGRAM.isPresent();
  }

  /** Starts a broker that anybody may use. */
  public static Mosquitto open(Path folder) throws IOException, InterruptedException {
    return open(folder, "");
  }

  /**
   * Starts a broker that anybody may use.
   *
   * @param more further lines of its configuration, each with its end
   */
  public static Mosquitto open(Path folder, String more) throws IOException, InterruptedException {
    return started(folder, ANYBODY + more);
  }

  /** Starts a broker that knows one user. */
  public static Mosquitto locked(Path folder, String user, String password)
      throws IOException, InterruptedException {
    Path file = folder.resolve("users");
    Programs.run("mosquitto_passwd", "-b", "-c", file.toString(), user, password);
    return started(folder, "allow_anonymous false\npassword_file " + file + "\n");
  }

  /** Starts a broker that keeps its sessions on the disk, so that being ended loses none. */
  public static Mosquitto remembering(Path folder) throws IOException, InterruptedException {
    return open(
        folder,
        "persistence true\npersistence_location "
            + folder
            + "/\nautosave_on_changes true\nautosave_interval 1\n"
            + "max_inflight_messages 1000\nmax_queued_messages 100000\n");
  }

  /** Starts a broker that lets everybody do what the list says and no more. */
  public static Mosquitto withAccess(Path folder, String list)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("access"), list + "\n");
    return open(folder, "acl_file " + file + "\n");
  }

  /** Starts a broker that knows these users, each by its own name as the password, and a list. */
  public static Mosquitto withUsers(Path folder, String list, String... users)
      throws IOException, InterruptedException {
    Path access = Files.writeString(folder.resolve("access"), list + "\n");
    Path known = Files.createFile(folder.resolve("users"));
    for (String user : users) {
      Programs.run("mosquitto_passwd", "-b", known.toString(), user, user);
    }
    return started(
        folder, "allow_anonymous false\npassword_file " + known + "\nacl_file " + access + "\n");
  }

  /** Starts a broker behind TLS, with a certificate for {@code localhost} made now. */
  public static Mosquitto encrypted(Path folder) throws IOException, InterruptedException {
    return open(folder, Certificates.ofBroker(folder));
  }

  /** Starts one that wants a certificate of its own CA as well. */
  public static Mosquitto mutual(Path folder) throws IOException, InterruptedException {
    return open(
        folder,
        Certificates.ofBroker(folder)
            + "require_certificate true\nuse_identity_as_username true\ncafile "
            + Certificates.authority(folder)
            + "\n");
  }

  private static Mosquitto started(Path folder, String more)
      throws IOException, InterruptedException {
    Mosquitto broker = new Mosquitto(folder, more);
    broker.start();
    return broker;
  }

  /** Returns where it listens, after an end and a start, too. */
  public int port() {
    return port;
  }

  /** Returns the number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Starts it once more where it was. */
  public void start() throws IOException {
    Path file = folder.resolve("mosquitto.conf");
    // Started by root it would become another user, who cannot read the test's folder.
    Files.writeString(file, "listener " + port + " 127.0.0.1\nuser root\nlog_dest stderr\n" + more);
    process =
        new ProcessBuilder(
                PROGRAM
                    .orElseThrow(() -> new IOException("apt-get install mosquitto first"))
                    .toString(),
                "-c",
                file.toString())
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

  /** Starts mosquitto_sub with a session that lasts; each line is a message. */
  public MosquittoReader reader(String topic) throws IOException, InterruptedException {
    return reader(topic, "%p");
  }

  /**
   * Starts mosquitto_sub with a session that lasts.
   *
   * @param format of a line, as mosquitto_sub takes it
   */
  public MosquittoReader reader(String topic, String format)
      throws IOException, InterruptedException {
    return new MosquittoReader(this, topic, format);
  }

  /** Sends by mosquitto_pub, MQTT 5, QoS 1. */
  public void send(String topic, String payload, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-p", "" + port));
    command.addAll(List.of("-V", "5", "-q", "1", "-t", topic, "-m", payload));
    command.addAll(List.of(more));
    Programs.run(command.toArray(String[]::new));
  }

  /**
   * Ends it by a signal upon which it writes its sessions to the disk. One that is killed outright
   * forgets what it had just confirmed, which says nothing of whoever sent it.
   */
  public void end() throws InterruptedException {
    process.destroy();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  /** Kills it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
