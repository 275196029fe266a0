// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;

/** The broker on a free port of loopback, with users that a test makes up. */
final class TestBroker implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  final Users users = new Users();
  final List<String> wrong = new CopyOnWriteArrayList<>();
  final int port;
  private final Map<String, BrokerUser> known = new HashMap<>();
  private final Broker broker;

  private TestBroker(Path folder, Map<String, String> settings) throws Exception {
    port = Ports.free();
    Map<String, String> all = new HashMap<>(Map.of("port", Integer.toString(port)));
    all.putAll(settings);
    broker =
        new Broker(
            BrokerSettings.of(all, folder),
            users,
            folder,
            (user, address, waits) -> wrong.add(user + "@" + address + (waits ? " waits" : "")));
    user("gateway", "vestibule/#", "vestibule/#");
  }

  static TestBroker start(Path folder, Map<String, String> settings) throws Exception {
    TestBroker broker = new TestBroker(folder, settings);
    broker.broker.start();
    return broker;
  }

  /** Adds or changes a user, as a configuration does. */
  void user(String name, String read, String write) {
    user(name, PASSWORD, read, write);
  }

  void user(String name, String password, String read, String write) {
    known.put(
        name,
        new BrokerUser(
            name, password.getBytes(StandardCharsets.UTF_8), new Rights(of(read), of(write))));
    end(users.replace(known));
  }

  void remove(String name) {
    known.remove(name);
    end(users.replace(known));
  }

  private void end(Set<String> names) {
    if (!names.isEmpty()) {
      broker.end(names);
    }
  }

  private static List<TopicFilter> of(String text) {
    return Stream.of(text.split(" "))
        .filter(each -> !each.isEmpty())
        .map(each -> TopicFilter.of(each).orElseThrow())
        .toList();
  }

  Broker broker() {
    return broker;
  }

  /** Lets mosquitto's client talk to it; returns its exit code and what it said. */
  Mosquitto.Said client(String program, String user, String... more) throws Exception {
    return said(program, user, PASSWORD, more);
  }

  Mosquitto.Said said(String program, String user, String password, String... more)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(program, "-h", "127.0.0.1"));
    command.addAll(List.of("-p", Integer.toString(port), "-u", user, "-P", password));
    command.addAll(List.of(more));
    return Mosquitto.run(command);
  }

  @Override
  public void close() throws VestibuleException {
    broker.stop();
  }
}
