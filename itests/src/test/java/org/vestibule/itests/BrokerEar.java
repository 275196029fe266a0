// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Somebody else at a broker who hears everything of the house: mosquitto_sub, as a process. */
final class BrokerEar implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(600);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String HOUSE = "vestibule/home/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final List<String> command;
  private Process process;

  private BrokerEar(List<String> command) {
    this.command = command;
  }

  /**
   * Listens, and waits until the gateway is at that broker.
   *
   * @param login further arguments, for example {@code -u lift -P PASSWORD}
   */
  static BrokerEar at(int port, String... login) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("mosquitto_sub", "-p", Integer.toString(port), "-V", "5"));
    command.addAll(List.of("-q", "1", "-t", HOUSE + "#", "-F", "%t %p"));
    command.addAll(List.of(login));
    BrokerEar ear = new BrokerEar(command);
    Await.that(PATIENCE, ear::hearsTheGateway, () -> "the gateway is not at the broker " + port);
    return ear;
  }

  private boolean hearsTheGateway() throws IOException {
    if (process == null || !process.isAlive()) {
      // Nobody was there yet.
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      Thread thread = new Thread(() -> started.inputReader().lines().forEach(heard::add), "ear");
      thread.setDaemon(true);
      thread.start();
      process = started;
    }
    return heard.contains(HOUSE + "available online");
  }

  /** Waits for a message below the building's topic. */
  JsonNode message(String topic, Predicate<JsonNode> wanted) throws Exception {
    AtomicReference<JsonNode> found = new AtomicReference<>();
    String begin = HOUSE + topic + " ";
    Await.that(
        SOON,
        () -> {
          for (String line : heard) {
            JsonNode one = line.startsWith(begin) ? tree(line, begin.length()) : null;
            if (one != null && wanted.test(one)) {
              found.set(one);
              return true;
            }
          }
          return false;
        },
        () -> "not heard on " + topic + " among " + heard.size() + " messages");
    return found.get();
  }

  private static JsonNode tree(String line, int from) throws IOException {
    return JSON.readTree(line.substring(from));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
