// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is written into the user's home (telemetry ids, caches), and nothing stays in temp. */
class QuietStartTest {
  @TempDir Path folder;

  @Test
  void leavesHomeAndTempEmptyAndLogsNoWarning() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path temp = Files.createDirectory(folder.resolve("temp"));
    Path pack = Files.createDirectory(folder.resolve("pack"));
    Path log = folder.resolve("log");
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + home,
            "-Djava.io.tmpdir=" + temp,
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            QuietStart.class.getName(),
            pack.toString());
    child.environment().put("HOME", home.toString());
    for (String switchedOff :
        List.of(
            "XDG_CACHE_HOME",
            "ORT_DISABLE_TELEMETRY",
            "DJL_OFFLINE",
            "OPT_OUT_TRACKING",
            "ENGINE_CACHE_DIR",
            "DJL_CACHE_DIR")) {
      child.environment().remove(switchedOff);
    }
    child.redirectErrorStream(true).redirectOutput(log.toFile());

    int exit = child.start().waitFor();

    String said = Files.readString(log);
    assertThat(exit).as(said).isZero();
    assertThat(said).contains("3.0 5").doesNotContain("WARN", "ERROR", "CUDA");
    assertThat(tree(home)).isEmpty();
    assertThat(tree(temp)).isEmpty();
  }

  private static List<Path> tree(Path root) throws IOException {
    try (Stream<Path> entries = Files.walk(root)) {
      return entries.filter(entry -> !entry.equals(root)).toList();
    }
  }
}
