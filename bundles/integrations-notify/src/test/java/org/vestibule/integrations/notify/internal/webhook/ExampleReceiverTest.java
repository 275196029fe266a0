// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.Npm;
import org.vestibule.integrations.notify.internal.Until;

/** The receiver of the README, as a process of its own. */
@Timeout(180)
class ExampleReceiverTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final House house = new House(Map.of());
  private Process receiver;
  private WebhookSink sink;

  @BeforeEach
  void open() throws Exception {
    Npm.need("standardwebhooks", "1.0.0");
    ProcessBuilder node = new ProcessBuilder("node", "examples/receiver.js");
    node.environment().put("NODE_PATH", Npm.modules().toString());
    node.environment().put("SECRET", SECRET);
    node.environment().put("PORT", "0");
    receiver = node.redirectErrorStream(true).start();
    Thread reader = new Thread(this::read);
    reader.setDaemon(true);
    reader.start();
    Until.holds(() -> said.stream().anyMatch(line -> line.startsWith("listens")), () -> said);
  }

  @AfterEach
  void close() throws Exception {
    if (sink != null) {
      sink.stop();
    }
    if (receiver != null) {
      receiver.destroy();
      receiver.waitFor();
    }
  }

  @Test
  void refusesWhatAnotherSecretSignedAndHearsTheRestOnce() {
    house.secrets.with("lift-hook", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    start();
    house.outbox.add("door/state", "door/front");
    Until.holds(() -> said.stream().anyMatch(line -> line.startsWith("refused")), () -> said);
    Until.holds(() -> !house.outbox.deadLetters("webhook-lift").isEmpty(), () -> said);
    house.secrets.with("lift-hook", SECRET);
    house.services.secretChanged("lift-hook");
    String id = house.outbox.add("door/state", "door/front");
    Until.holds(() -> house.outbox.confirmed("webhook-lift").contains(id), () -> said);
    String heard = "heard " + id + " org.vestibule.door.state.v1 door/front";
    Until.holds(() -> said.contains(heard), () -> said);
    assertThat(said.stream().filter(line -> line.startsWith("again"))).isEmpty();
  }

  private void start() {
    String port = said.get(0).substring(said.get(0).lastIndexOf(' ') + 1);
    Map<String, Object> settings = new TreeMap<>();
    settings.put("id", "lift");
    settings.put("url", "http://127.0.0.1:" + port + "/");
    settings.put("secret", "secret:lift-hook");
    settings.put("allowPrivate", true);
    sink = new WebhookSink(house.services, settings, House.FAST, Clock.systemUTC());
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(said::add);
    } catch (IOException e) {
      said.add(e.toString());
    }
  }
}
