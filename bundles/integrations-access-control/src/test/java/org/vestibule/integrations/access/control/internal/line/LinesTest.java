// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.FreePort;

/** Lines as a person writes them, and bytes over each kind. */
class LinesTest {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final OpenLines lines = new OpenLines();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ttyUSB0",
        "serial:ttyUSB0",
        "serial:/dev/ttyUSB0?baud=1234",
        "serial:/dev/ttyUSB0?parity=even",
        "serial:/dev/tty\0",
        "tcp:host",
        "tcp:host:0",
        "tcp:host:70000",
        "tcp:ho st:1",
        "listen:",
        "udp:host:1"
      })
  void whatIsNoLineIsRefusedByName(String text) {
    assertThatThrownBy(() -> LineAddress.of(text))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("line-invalid"))
        .hasMessageContaining("serial:/dev/ttyUSB0?baud=9600");
  }

  @Test
  void eachKindIsRead() throws VestibuleException {
    assertThat(LineAddress.of("serial:/dev/ttyS1?baud=38400&rs485=true"))
        .isEqualTo(new LineAddress.Serial(Path.of("/dev/ttyS1"), 38_400, true));
    assertThat(LineAddress.of("tcp:[fd00::1]:4001"))
        .isEqualTo(new LineAddress.Tcp("fd00::1", 4001));
    assertThat(LineAddress.of("listen:9843")).isEqualTo(new LineAddress.Listen("127.0.0.1", 9843));
    assertThat(LineAddress.of("listen:0.0.0.0:9843"))
        .isEqualTo(new LineAddress.Listen("0.0.0.0", 9843));
  }

  @Test
  void onePeerIsHeardAndASecondOneIsRefused() throws Exception {
    int port = FreePort.find();
    try (Line line = lines.open("listen:" + port)) {
      byte[] buffer = new byte[8];
      line.write(new byte[] {9}, 0, 1);
      assertThat(line.read(buffer, 0, 8, 1)).as("nobody is there").isZero();
      try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
        peer.getOutputStream().write(7);
        assertThat(read(line, buffer)).isEqualTo(1);
        assertThat(buffer[0]).isEqualTo((byte) 7);
        line.write(new byte[] {5}, 0, 1);
        assertThat(peer.getInputStream().read()).isEqualTo(5);
        try (Socket second = new Socket(InetAddress.getLoopbackAddress(), port)) {
          second.setSoTimeout(60_000);
          assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
      }
      assertThat(read(line, buffer)).as("the peer left").isEqualTo(-1);
    }
    lines.open("listen:" + port).close();
  }

  @Test
  void aPeerThatSaysNothingForLongMakesRoom() throws Exception {
    int port = FreePort.find();
    byte[] buffer = new byte[8];
    try (ListenLine line = (ListenLine) lines.open("listen:" + port);
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
      peer.getOutputStream().write(7);
      assertThat(read(line, buffer)).isEqualTo(1);
      line.putOutSilent(System.nanoTime() + TimeUnit.SECONDS.toNanos(4));
      peer.getOutputStream().write(8);
      assertThat(read(line, buffer)).isEqualTo(1);
      line.putOutSilent(System.nanoTime() + TimeUnit.SECONDS.toNanos(9));
      assertThatThrownBy(() -> read(line, buffer)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void withoutTheBrokerNothingConnects() {
    assertThatThrownBy(() -> lines.open("tcp:localhost:1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("egress");
  }

  @Test
  void whatIsNoDeviceIsNotOpened(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> lines.open("serial:" + file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no device");
    assertThatThrownBy(() -> lines.open("serial:" + folder.resolve("none")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void twoSerialPortsThroughSymbolicLinks(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat not installed");
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    Process socat =
        new ProcessBuilder("socat", "pty,raw,echo=0,link=" + one, "pty,raw,echo=0,link=" + other)
            .redirectErrorStream(true)
            .start();
    try {
      long end = System.nanoTime() + PATIENCE;
      while (!(Files.exists(one) && Files.exists(other)) && System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000);
      }
      try (Line first = lines.open("serial:" + one + "?baud=9600");
          Line second = lines.open("serial:" + other + "?baud=9600&rs485=true")) {
        byte[] buffer = new byte[8];
        assertThat(second.read(buffer, 0, 8, 20)).isZero();
        assertThat(shortestWait(second)).as("a panel waits 200 ms in all").isLessThan(60);
        first.write(new byte[] {0, 1, 2, 3}, 1, 3);
        assertThat(read(second, buffer)).isPositive();
        assertThat(buffer[0]).isEqualTo((byte) 1);
      }
    } finally {
      socat.destroy();
      socat.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private static int read(Line line, byte[] buffer) throws IOException {
    long end = System.nanoTime() + PATIENCE;
    int count = 0;
    while (count == 0 && System.nanoTime() < end) {
      count = line.read(buffer, 0, buffer.length, 100);
    }
    return count;
  }

  /** Returns the shortest of ten reads of 20 ms on a silent line, in milliseconds. */
  private static long shortestWait(Line line) throws IOException {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long begin = System.nanoTime();
      assertThat(line.read(new byte[8], 0, 8, 20)).isZero();
      shortest = Math.min(shortest, System.nanoTime() - begin);
    }
    return TimeUnit.NANOSECONDS.toMillis(shortest);
  }
}
