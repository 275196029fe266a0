// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vestibule.integrations.access.control.internal.headend.Surroundings.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.service.cm.ManagedServiceFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.testkit.internal.panel.Fault;
import org.vestibule.testkit.internal.panel.HeadEndServer;

/** What must be true of every head-end, whoever made it. Each vendor's test is one of these. */
@Timeout(180)
public abstract class HeadEndContract<S extends HeadEndServer> {
  protected static final DoorId FRONT = new DoorId("front-door");
  protected static final String PASSWORD = "open sesame & <more>";
  private static final Duration PULSE = Duration.ofSeconds(5);

  @TempDir protected Path folder;
  protected final Surroundings.Cards cards = new Surroundings.Cards();
  protected S server;
  protected DoorActuator doors;
  private Path password;

  /** Starts the vendor's simulator, with the account vestibule, {@link #PASSWORD} and one door. */
  protected abstract S simulator() throws IOException;

  /** Returns the vendor's component with these around it. */
  protected abstract DoorActuator component(EgressBroker broker, Credentials cards);

  /** Swaps the broker, as when its bundle is updated. */
  protected abstract void broker(EgressBroker broker);

  protected abstract void stop() throws Exception;

  /** Returns what the simulator calls opening a door. */
  protected abstract String opening();

  /** Returns what the simulator calls a login. */
  protected abstract String login();

  /** Returns the settings that only this vendor has, and the one door. */
  protected abstract Map<String, String> own();

  /** Returns a key for a door that does not exist. */
  protected abstract String strangeDoor();

  protected abstract void expireSessions();

  protected abstract int sessions();

  @BeforeEach
  void begin() throws Exception {
    password = Files.writeString(folder.resolve("password"), PASSWORD + "\nrest");
    server = simulator();
    server.start();
    doors = component(Surroundings.broker(), cards);
  }

  @AfterEach
  void end() throws Exception {
    stop();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void whenNobodyKnowsWhetherTheDoorMovedItIsNotToldAgain(Fault fault) {
    ready(Map.of());
    server.next(opening(), fault);
    VestibuleException failure = failure();
    assertThat(failure.code()).isEqualTo("device-timed-out");
    assertThat(failure).hasMessageContaining("nobody knows whether the door moved");
    until("it answers again", () -> status().state() == Status.State.READY);
    assertThat(server.count(opening())).isEqualTo(1);
    assertThat(server.done(opening())).isEqualTo(fault == Fault.DROP_BEFORE ? 0 : 1);
  }

  @Test
  void aWrongPasswordIsTriedOnceAndTheDoorIsNotTold() throws Exception {
    Files.writeString(password, "guess");
    configure("one", Map.of());
    until("it says so", () -> status().cause() == Status.Cause.CREDENTIALS);
    assertThat(status().sentence()).contains("passwordFile").doesNotContain("guess");
    VestibuleException failure = failure();
    assertThat(failure.code()).isEqualTo("device-unreachable");
    assertThat(failure).hasMessageContaining("the door was not told");
    assertThat(server.count(login())).isEqualTo(1);
    assertThat(server.count(opening())).isZero();
    assertThat(doors.state(FRONT)).isEqualTo(DoorState.UNREACHABLE);
  }

  @Test
  void aPasswordThatCannotBeReadIsSaid() throws Exception {
    Files.delete(password);
    configure("one", Map.of());
    until("it says so", () -> status().cause() == Status.Cause.CREDENTIALS);
    assertThat(server.count(login())).isZero();
  }

  @Test
  void aLoginThatIsNeverAnsweredOpensNothing() {
    server.next(login(), Fault.LATE);
    configure("one", Map.of());
    VestibuleException failure = failure();
    assertThat(failure.code()).isEqualTo("device-unreachable");
    assertThat(failure).hasMessageContaining("the door was not told");
    assertThat(server.count(opening())).isZero();
  }

  @Test
  void whereNobodyListensNothingWasSent() {
    server.close();
    configure("one", Map.of());
    until("it says so", () -> status().cause() == Status.Cause.NETWORK);
    assertThat(failure().code()).isEqualTo("device-unreachable");
  }

  @Test
  void aDoorThatItDoesNotKnowIsNamed() {
    configure("one", Map.of("doors", "front-door=" + strangeDoor()));
    until("it says so", () -> status().state() == Status.State.DEGRADED);
    assertThat(status().sentence()).contains(strangeDoor(), "correct doors");
    VestibuleException failure = failure();
    assertThat(failure.code()).isEqualTo("device-refused");
    assertThat(server.done(opening())).isZero();
  }

  @Test
  void aSessionThatEndedIsRenewedAndTheDoorMovesOnce() throws Exception {
    ready(Map.of());
    expireSessions();
    doors.release(FRONT, PULSE);
    assertThat(server.done(opening())).isEqualTo(1);
    assertThat(server.done(login())).isEqualTo(2);
  }

  @Test
  void readOnlyOpensNothing() {
    ready(Map.of("doorCommands", "off"));
    assertThat(failure().code()).isEqualTo("device-refused");
    assertThat(status().sentence()).contains("read only");
    assertThat(server.count(opening())).isZero();
  }

  @Test
  void aDoorOfNobodyIsNotTold() {
    assertThat(failure().code()).isEqualTo("device-unreachable");
    assertThat(status().state()).isEqualTo(Status.State.STOPPED);
  }

  @Test
  void readyMeansThatItAnsweredAndStoppingLogsOut() throws Exception {
    ready(Map.of());
    assertThat(doors.state(FRONT)).isEqualTo(DoorState.UNKNOWN);
    doors.release(FRONT, PULSE);
    assertThat(server.done(opening())).isEqualTo(1);
    assertThat(sessions()).isEqualTo(1);
    stop();
    assertThat(sessions()).isZero();
  }

  @Test
  void aConfigurationThatIsWrongLeavesTheLastGoodOne() throws Exception {
    ready(Map.of());
    configure("one", Map.of("doors", "front-door"));
    assertThat(status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(status().sentence()).contains("setting doors", "front-door=");
    doors.release(FRONT, PULSE);
    ready(Map.of());
    configure("two", Map.of("name", "second"));
    assertThat(status().sentence()).contains("each once");
  }

  @Test
  void newConfigurationsAndNewBrokersLoseNoOrder() throws Exception {
    ready(Map.of());
    int orders = 40;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Void>> outcomes = new ArrayList<>();
      Callable<Void> order =
          () -> {
            doors.release(FRONT, PULSE);
            return null;
          };
      for (int i = 0; i < orders; i++) {
        outcomes.add(threads.submit(order));
        if (i % 10 == 5) {
          configure("one", Map.of("patienceSeconds", Integer.toString(10 + i)));
        } else if (i % 10 == 9) {
          broker(Surroundings.broker());
        }
      }
      for (Future<Void> outcome : outcomes) {
        outcome.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.done(opening())).isEqualTo(orders);
    until("what was replaced has logged out", () -> sessions() == 1);
  }

  protected void ready(Map<String, String> more) {
    configure("one", more);
    until("it is ready: " + status(), () -> status().state() == Status.State.READY);
  }

  protected void configure(String pid, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(own());
    all.put("url", server.url());
    all.put("username", "vestibule");
    all.put("passwordFile", password.toString());
    all.put("answerMillis", "3000");
    all.putAll(more);
    Dictionary<String, String> properties = new Hashtable<>(all);
    try {
      ((ManagedServiceFactory) doors).updated(pid, properties);
    } catch (org.osgi.service.cm.ConfigurationException e) {
      throw new AssertionError("refusals are in the status", e);
    }
  }

  protected Status status() {
    return ((StatusSource) doors).status();
  }

  protected VestibuleException failure() {
    return catchThrowableOfType(() -> doors.release(FRONT, PULSE), VestibuleException.class);
  }
}
