// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the page is built. */
@Timeout(900)
class PageBuildTest {
  private static final Path WEB = NodeScript.web();

  @TempDir Path folder;

  @Test
  void withoutNodeItSaysWhatIsMissing() throws Exception {
    Process build = build(Map.of("PATH", folder.toString()), folder.resolve("none"));
    assertThat(said(build)).contains("node is missing", "apt-get install nodejs npm");
    assertThat(build.waitFor()).isEqualTo(1);
  }

  @Test
  void sameSourcesGiveTheSameBytes() throws Exception {
    Process build = build(Map.of(), folder.resolve("again"));
    String said = said(build);
    assertThat(build.waitFor()).as(said).isZero();
    assertThat(bytes(folder.resolve("again")))
        .isEqualTo(bytes(WEB.resolveSibling("target/page/console")))
        .containsKeys("index.html", "licence-preact.txt", "files.txt");
  }

  private static Process build(Map<String, String> surroundings, Path out) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", WEB.resolve("build.sh").toString(), out.toString())
            .redirectErrorStream(true);
    builder.environment().putAll(surroundings);
    return builder.start();
  }

  private static String said(Process build) throws IOException {
    return new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Map<String, String> bytes(Path built) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.list(built)) {
      for (Path file : files.toList()) {
        byte[] hash = Sha256.of(Files.readAllBytes(file));
        bytes.put(file.getFileName().toString(), HexFormat.of().formatHex(hash));
      }
    }
    return bytes;
  }
}
