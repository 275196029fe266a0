// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.FreePort;
import org.vestibule.integrations.access.control.internal.leaf.LeafRules;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;
import org.vestibule.testkit.internal.relay.RelayModule;

/** Against a board of the testkit, which speaks by another library and is checked by mbpoll. */
class ModbusRelaysTest {
  private static final DoorId OUTER = new DoorId("outer");
  private static final DoorId INNER = new DoorId("inner");
  private static final DoorId MAGNET = new DoorId("magnet");
  private static final Duration PULSE = Duration.ofSeconds(2);
  private static final int MAGNET_RELAY = 2;
  private static final int CONTACT = 0;
  private static final int FIRE = 3;

  private final Map<String, Boolean> heard = new ConcurrentHashMap<>();
  private final List<String> gone = new ArrayList<>();
  private final Map<String, Object> settings = new HashMap<>();
  private int port;
  private RelayModule module;
  private ModbusRelays relays;

  @BeforeEach
  void open() throws Exception {
    port = FreePort.find();
    module = RelayModule.tcp(port, 8, 8, CONTACT, FIRE);
    settings.putAll(
        Map.of(
            "id", "hall",
            "address", "tcp:127.0.0.1:" + port,
            "doors", "outer=0, inner=1, magnet=2 energise-to-lock",
            "inputs", "outer contact=0 nc, outer exit=1, fire=3 nc",
            "interlocks", "outer+inner",
            "pulse", "register",
            "softwarePulse", "true",
            "pollMillis", "20",
            "answerMillis", "3000"));
    start();
  }

  private void start() {
    relays = new ModbusRelays();
    relays.lines = PlainLine::open;
    relays.signals =
        new DoorSignals() {
          @Override
          public void report(String source, DoorId door, DoorSignal signal, boolean active) {
            heard.put(door + " " + signal, active);
          }

          @Override
          public void gone(String source) {
            gone.add(source);
          }
        };
    relays.updated("pid", new Hashtable<>(settings));
    until(() -> relays.state(MAGNET) == DoorState.LOCKED);
  }

  @AfterEach
  void close() throws Exception {
    relays.close();
    module.close();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("waited too long").isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void aStartLocksWhateverWasOpen() throws Exception {
    assertThat(module.on(MAGNET_RELAY)).as("current locks the magnet").isTrue();
    // The status follows the round in which the lock was seen.
    until(() -> relays.status().state() == Status.State.READY);
    assertThat(relays.status().sentence()).contains("door magnet", "killed");
    relays.hold(OUTER, Duration.ofMinutes(1));
    relays.close();
    assertThat(module.on(0)).as("a stop locks, too").isFalse();
    RelayModule board = module;
    board.input(1, true);
    start();
    assertThat(heard).containsEntry("outer EXIT_REQUEST", true);
  }

  @Test
  void aPulseReleasesOnceAndTheBoardEndsIt() throws Exception {
    relays.release(OUTER, PULSE);
    assertThat(module.on(0)).isTrue();
    until(() -> relays.state(OUTER) == DoorState.UNLOCKED);
    until(() -> !module.on(0));
    until(() -> relays.state(OUTER) == DoorState.LOCKED);
    assertThat(module.switchedOn(0)).isEqualTo(1);
  }

  @Test
  void aMagnetIsReleasedByTakingItsCurrentAndLocksAgain() throws Exception {
    relays.release(MAGNET, PULSE);
    assertThat(module.on(MAGNET_RELAY)).isFalse();
    until(() -> module.on(MAGNET_RELAY));
    until(() -> relays.state(MAGNET) == DoorState.LOCKED);
  }

  @Test
  void aHoldEndsWhenNobodyRenewsItAndSecureEndsItAtOnce() throws Exception {
    relays.hold(OUTER, PULSE);
    relays.hold(OUTER, Duration.ofSeconds(3));
    assertThat(module.on(0)).isTrue();
    until(() -> !module.on(0));
    relays.hold(OUTER, Duration.ofMinutes(5));
    relays.release(OUTER, Duration.ofMillis(100));
    relays.secure(OUTER);
    assertThat(module.on(0)).isFalse();
    until(() -> relays.state(OUTER) == DoorState.LOCKED);
  }

  @Test
  void ofALockTheOtherDoorStaysLockedWhileOneIsOpen() throws Exception {
    relays.hold(OUTER, Duration.ofMinutes(1));
    refused(() -> relays.release(INNER, PULSE), "interlocked");
    module.input(CONTACT, false);
    relays.secure(OUTER);
    refused(() -> relays.release(INNER, PULSE), "interlocked");
    module.input(CONTACT, true);
    relays.release(INNER, PULSE);
    assertThat(module.switchedOn(1)).isEqualTo(1);
  }

  @Test
  void aFireOpensEverythingAndStaysUntilItIsOver() throws Exception {
    module.input(FIRE, false);
    until(() -> module.on(0) && module.on(1) && !module.on(MAGNET_RELAY));
    until(() -> Boolean.TRUE.equals(heard.get("inner FIRE_RELEASE")));
    refused(() -> relays.secure(OUTER), "device-refused");
    relays.release(INNER, PULSE);
    relays.close();
    assertThat(module.on(0)).as("a stop leaves it open").isTrue();
    relays = new ModbusRelays();
    relays.lines = PlainLine::open;
    relays.updated("pid", new Hashtable<>(settings));
    until(() -> relays.state(OUTER) == DoorState.UNLOCKED);
    assertThat(module.on(1)).as("a start, too").isTrue();
    module.input(FIRE, true);
    until(() -> !module.on(0) && !module.on(1) && module.on(MAGNET_RELAY));
  }

  @Test
  void aFireOfAnotherDeviceOutlivesAStopAndAStartOfThisDriver(@TempDir Path data) throws Exception {
    relays.close();
    Leaves leaves = new Leaves(new DoorAudit(), data);
    try {
      Duration any = Duration.ofSeconds(1);
      leaves.configure(MAGNET, new LeafRules("Magnet", any, any, any));
      start();
      relays.leaves = leaves;
      leaves.report("panel", MAGNET, DoorSignal.FIRE_RELEASE, true);
      until(() -> !module.on(MAGNET_RELAY));
      relays.close();
      assertThat(module.on(MAGNET_RELAY)).as("a stop leaves it free").isFalse();
      int switched = module.switchedOn(MAGNET_RELAY);
      relays = new ModbusRelays();
      relays.lines = PlainLine::open;
      relays.leaves = leaves;
      relays.updated("pid", new Hashtable<>(settings));
      until(() -> relays.state(MAGNET) == DoorState.UNLOCKED);
      assertThat(module.switchedOn(MAGNET_RELAY)).as("a start, too").isEqualTo(switched);
      leaves.report("panel", MAGNET, DoorSignal.FIRE_RELEASE, false);
      until(() -> module.on(MAGNET_RELAY));
    } finally {
      leaves.close();
    }
  }

  @Test
  void theEndOfAPulseDoesNotLockADoorInAFire() throws Exception {
    relays.release(OUTER, PULSE);
    module.input(FIRE, false);
    until(() -> module.switchedOn(0) == 2);
    long later = System.nanoTime() + 2 * PULSE.toNanos();
    until(() -> System.nanoTime() - later > 0);
    assertThat(module.on(0)).isTrue();
    assertThat(module.switchedOn(0)).as("it never fell back").isEqualTo(2);
  }

  @Test
  void anOpenIsNotSentAgainWhenItsAnswerDoesNotCome() throws Exception {
    module.mute();
    relays.release(OUTER, Duration.ofSeconds(30));
    assertThat(module.on(0)).as("the outputs were asked, and say so").isTrue();
    assertThat(module.switchedOn(0)).isEqualTo(1);
    module.speak();
    until(() -> relays.state(OUTER) == DoorState.UNLOCKED);
    assertThat(module.switchedOn(0)).isEqualTo(1);
    relays.secure(OUTER);
  }

  @Test
  void aCommandThatIsCarriedOutLateOpensNothingForLong() throws Exception {
    module.delay();
    refused(() -> relays.release(OUTER, Duration.ofMinutes(1)), "device-timed-out");
    assertThat(module.on(0)).isFalse();
    module.speak();
    until(() -> module.switchedOn(0) == 1);
    until(() -> !module.on(0));
    until(() -> relays.state(OUTER) == DoorState.LOCKED);
    assertThat(module.switchedOn(0)).isEqualTo(1);
  }

  @Test
  void aModuleThatGoesIsOutOfReachAndNothingIsSaidOfItsInputs() throws Exception {
    module.close();
    until(() -> relays.state(OUTER) == DoorState.UNREACHABLE);
    assertThat(gone).containsExactly("modbus hall");
    for (int order = 0; order < 20; order++) {
      refused(() -> relays.release(OUTER, PULSE), "device-unreachable");
    }
    assertThat(relays.status().state()).isEqualTo(Status.State.UNAVAILABLE);
    module = RelayModule.tcp(port, 8, 8, CONTACT, FIRE);
    until(() -> relays.state(OUTER) == DoorState.LOCKED);
    until(() -> relays.status().state() == Status.State.READY);
    assertThat(module.switchedOn(0)).as("an order that failed opens nothing later").isZero();
  }

  @Test
  void aWrongConfigurationLeavesTheLastGoodOne() throws Exception {
    Hashtable<String, Object> wrong = new Hashtable<>(settings);
    wrong.put("unit", "0");
    relays.updated("pid", wrong);
    assertThat(relays.status().state()).isEqualTo(Status.State.DEGRADED);
    relays.release(OUTER, PULSE);
    relays.updated("pid", new Hashtable<>(settings));
    Hashtable<String, Object> twin = new Hashtable<>(settings);
    twin.put("id", "other");
    relays.updated("pid-2", twin);
    assertThat(relays.status().sentence()).contains("hangs on module hall already");
    relays.deleted("pid");
    refused(() -> relays.release(OUTER, PULSE), "device-unreachable");
    assertThat(module.on(0)).isFalse();
  }

  @Test
  void mbpollReadsAndWritesTheSameBoard() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mbpoll")), "mbpoll is not installed");
    relays.hold(OUTER, Duration.ofMinutes(1));
    assertThat(mbpoll("-t", "0", "-r", "1", "-c", "3", "-1", "127.0.0.1"))
        .contains("[1]: \t1", "[2]: \t0", "[3]: \t1");
    assertThat(mbpoll("-t", "1", "-r", "1", "-c", "4", "-1", "127.0.0.1"))
        .contains("[1]: \t1", "[2]: \t0", "[4]: \t1");
    assertThat(mbpoll("-t", "0", "-r", "1", "127.0.0.1", "0")).contains("Written 1 references");
    until(() -> module.switchedOn(0) == 2);
    assertThat(mbpoll("-t", "0", "-r", "6", "127.0.0.1", "1")).contains("Written 1 references");
    assertThat(module.on(5)).isTrue();
    assertThat(mbpoll("-t", "4", "-r", "519", "127.0.0.1", "30")).contains("Written 1 references");
    assertThat(module.on(6)).isTrue();
    until(() -> !module.on(6));
  }

  private String mbpoll(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/mbpoll", "-m", "tcp", "-a", "1"));
    command.addAll(List.of("-p", Integer.toString(port)));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void aGatewayThatIsKilledLeavesNoDoorUnlockedWhereTheBoardEndsThePulse() throws Exception {
    relays.close();
    kill("register");
    assertThat(module.on(0)).as("killed in the middle of it").isTrue();
    until(() -> !module.on(0));
  }

  @Test
  void aGatewayThatIsKilledWhileItTimesThePulseItselfDoesLeaveOneAndTheNextStartLocksIt()
      throws Exception {
    relays.close();
    kill("software");
    assertThat(module.on(0)).isTrue();
    start();
    until(() -> !module.on(0));
  }

  private void kill(String pulse) throws IOException, InterruptedException {
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PulseAndStay.class.getName(),
                Integer.toString(port),
                pulse,
                "10000")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = gateway.inputReader()) {
      assertThat(out.readLine()).isEqualTo("released");
    } finally {
      gateway.destroyForcibly().waitFor();
    }
  }
}
