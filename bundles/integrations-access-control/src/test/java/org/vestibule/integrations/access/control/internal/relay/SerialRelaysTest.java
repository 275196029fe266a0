// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.integrations.access.control.internal.line.OpenLines;
import org.vestibule.testkit.internal.relay.RelayModule;

/** Modbus RTU over a pair of serial ports that socat makes, with a board of another library. */
class SerialRelaysTest {
  private static final Path SOCAT = Path.of("/usr/bin/socat");
  private static final DoorId FRONT = new DoorId("front");

  private Process wire;
  private RelayModule module;
  private ModbusRelays relays;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Files.isExecutable(SOCAT), "socat is not installed");
    wire =
        new ProcessBuilder(SOCAT.toString(), "-d", "-d", "pty,raw,echo=0", "pty,raw,echo=0")
            .redirectErrorStream(true)
            .start();
    BufferedReader said = wire.inputReader();
    String board = device(said);
    String gateway = device(said);
    module = RelayModule.serial(board, 9600, 4, 4);
    relays = new ModbusRelays();
    relays.lines = new OpenLines();
    relays.updated(
        "pid",
        new Hashtable<>(
            Map.of(
                "id", "hall",
                "address", "serial:" + gateway + "?baud=9600",
                "doors", "front=1",
                "inputs", "front contact=0 nc",
                "pulse", "register",
                "answerMillis", "5000")));
  }

  private static String device(BufferedReader said) throws IOException {
    String line = said.readLine();
    while (!line.contains("PTY is ")) {
      line = said.readLine();
    }
    return line.substring(line.indexOf("PTY is ") + "PTY is ".length());
  }

  @AfterEach
  void close() throws Exception {
    if (relays != null) {
      relays.close();
      module.close();
    }
    if (wire != null) {
      wire.destroy();
      wire.waitFor();
    }
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("waited too long").isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aPulseOverASerialLineIsEndedByTheBoard() throws Exception {
    until(() -> relays.state(FRONT) == DoorState.LOCKED);
    relays.release(FRONT, Duration.ofSeconds(3));
    assertThat(module.switchedOn(1)).isEqualTo(1);
    until(() -> relays.state(FRONT) == DoorState.UNLOCKED);
    until(() -> relays.state(FRONT) == DoorState.LOCKED);
    assertThat(module.switchedOn(1)).isEqualTo(1);
    assertThat(relays.status().sentence()).isEqualTo("1 relay module answers");
  }
}
