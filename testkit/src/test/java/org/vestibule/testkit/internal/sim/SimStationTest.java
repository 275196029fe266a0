// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As a person at a keyboard runs it. */
@Timeout(180)
class SimStationTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "--maker,ring,unknown maker 'ring'; there are onvif",
    "--port,soon,'--port needs 0 to 65535'",
    "--colour,red,unknown option '--colour'"
  })
  void whatItDoesNotKnowItNames(String option, String value, String said) throws Exception {
    Process process = start(option, value);
    assertThat(text(process)).contains(said).doesNotContain("\tat ");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void anOnvifStationSaysWhereItIsAndRings() throws Exception {
    Process process = start("--port", "0", "--rtsp-port", "0");
    process.getOutputStream().write("p\nm\nm\nr\nx\nq\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    assertThat(text(process))
        .contains("org.vestibule.station.onvif-simulated.cfg")
        .containsPattern("url = http://127.0.0.1:\\d+/onvif/device_service")
        .contains("passwordFile = " + home.resolve("station.password"))
        .contains("The bell rings.", "Something moves.", "Nothing moves any more.")
        .contains("Relay: inactive, orders []", "Keys: p, m, r, q");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(home.resolve("station.password")).doesNotExist();
  }

  @Test
  void thePasswordIsAnotherOneEachTimeAndForItsOwnerOnly() throws Exception {
    assertThat(password()).isNotEqualTo(password()).hasSize(16);
  }

  private String password() throws Exception {
    Process process = start("--maker", "2n", "--port", "0", "--rtsp-port", "0");
    try {
      String line;
      do {
        line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).isNotNull();
      } while (!line.startsWith("Keys"));
      Path file = home.resolve("station.password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      return Files.readString(file).strip();
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }

  private Process start(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SimStation.class.getName(),
                "--home",
                home.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String text(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
