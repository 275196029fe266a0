// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page computes, tested by node's own runner: the files in web/test. */
@Timeout(900)
class PageUnitTest {
  @TempDir Path folder;

  @Test
  void everythingThatThePageComputesIsRight() throws Exception {
    Path said = folder.resolve("said.txt");
    Process node =
        new ProcessBuilder("node", "test/run.mjs")
            .directory(Path.of("web").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(node.waitFor(600, TimeUnit.SECONDS)).as("node ended").isTrue();
      String output = Files.readString(said, StandardCharsets.UTF_8);
      assertThat(node.exitValue()).as(output).isZero();
      assertThat(output).contains("# fail 0").doesNotContain("# pass 0");
    } finally {
      node.destroyForcibly();
    }
  }
}
