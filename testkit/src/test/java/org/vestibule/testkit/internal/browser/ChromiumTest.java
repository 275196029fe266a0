// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser does what a person would do, and says what went wrong. */
class ChromiumTest {
  @TempDir Path folder;

  @Test
  void aPageIsSeenTouchedAndTypedInto() throws Exception {
    assumeThat(Chromium.installed()).as("apt-get install chromium").isPresent();
    Path html = folder.resolve("page.html");
    Files.writeString(
        html,
        "<!doctype html><title>t</title><body><input id=i><button id=b>Ring</button><script>"
            + "document.getElementById('b').onclick = () => {"
            + " document.title = document.getElementById('i').value; }</script>");
    try (Chromium chromium = Chromium.start(folder, FakeMedia.PATTERN)) {
      Page page = chromium.page();
      page.size(390, 844, true);
      page.dark(true);
      page.open(html.toUri());
      assertThat(page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches").asBoolean())
          .isTrue();
      page.touch("#i");
      page.type("1204");
      page.touch("#b");
      page.until("document.title === '1204'", Duration.ofSeconds(60));
      page.screenshot(folder.resolve("page.png"));
      assertThat(folder.resolve("page.png")).isNotEmptyFile();
      assertThat(page.complaints()).isEmpty();
      assertThatThrownBy(() -> page.evaluate("nobody.home")).hasMessageContaining("nobody");
      assertThatThrownBy(() -> page.until("false", Duration.ofMillis(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Ring");
      assertThatThrownBy(() -> page.open(URI.create("http://127.0.0.1:1/")))
          .hasMessageContaining("127.0.0.1:1");
    }
  }
}
