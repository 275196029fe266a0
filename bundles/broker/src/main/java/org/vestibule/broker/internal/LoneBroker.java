// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** The broker alone in a process, for {@code ./vestibule bench broker}; no container uses it. */
public final class LoneBroker {
  private LoneBroker() {}

  /**
   * Serves one user, {@code bench}, on a port of loopback until its standard input ends; its first
   * line is the password.
   *
   * @param args the port, and a folder
   * @throws VestibuleException when it cannot start
   */
  public static void main(String[] args) throws VestibuleException, IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<TopicFilter> all = TopicFilter.of("#").stream().toList();
    Users users = new Users();
    byte[] password = input.readLine().getBytes(StandardCharsets.UTF_8);
    users.replace(Map.of("bench", new BrokerUser("bench", password, new Rights(all, all))));
    Path folder = Path.of(args[1]);
    Map<String, String> settings =
        Map.of("port", args[0], "messagesPerSecond", "1000000", "maxQueued", "100000");
    Broker broker =
        new Broker(
            BrokerSettings.of(settings, folder), users, folder, (user, address, waits) -> {});
    broker.start();
    while (input.readLine() != null) {
      // Whoever started it has not ended.
    }
    broker.stop();
  }
}
