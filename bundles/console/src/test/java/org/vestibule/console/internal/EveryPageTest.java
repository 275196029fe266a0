// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page of the navigation in each size, scheme and language: what whoever cannot see well, has
 * no mouse, or holds a phone would stumble over. A new page is looked at by being in the list.
 */
@Timeout(3600)
class EveryPageTest {
  @TempDir Path data;
  private SampleConsole console;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.furnish(console);
  }

  @AfterEach
  void stop() throws Exception {
    if (console != null) {
      console.close();
    }
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    List<String> said = new ArrayList<>();
    assertThat(NodeScript.run(console, said::add, "every-page.mjs", List.of("--spoil"))).isOne();
    assertThat(String.join("\n", said))
        .contains(
            "image-alt (critical)",
            "label (critical)",
            "px to the side because of p.",
            "has 2 first headings",
            "asks http://elsewhere.invalid",
            "Content Security Policy",
            "{name} is undefined",
            "moves although the system asks for none",
            "focus cannot be seen on input");
  }

  @Test
  void isFitForEverybody() throws Exception {
    List<String> said = new ArrayList<>();
    int code = NodeScript.run(console, said::add, "every-page.mjs", List.of());
    assertThat(code).as(String.join("\n", said)).isZero();
  }
}
