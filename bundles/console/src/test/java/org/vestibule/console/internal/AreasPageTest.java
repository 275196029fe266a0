// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;

/** Masks and zones are drawn on a station's picture in a browser. */
@Timeout(600)
class AreasPageTest {
  private static final String FRONT = "org.vestibule.station.http~front";

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
  void whoeverMayNotWireStationsDrawsNothing() throws Exception {
    console.trust.access.tokens.put(
        "mo", SampleAccess.caller("mo", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.MANAGER)));
    console.cabinet.set(FRONT, Map.of("id", "front", "door", "front-door"));
    try (Browser browser = new Browser(data)) {
      browser.open("http://127.0.0.1:" + console.port() + "/#token=mo");
      browser.until(".live", "Live");
      browser.value("location.hash = '#/doors/station/front'");
      browser.until(".one", "At door");
      assertThat(browser.value("!!document.querySelector('.areas')")).isEqualTo("false");
    }
  }

  @Test
  void areasAreDrawnByKeyboardMouseAndFingerAndKept() throws Exception {
    List<String> said = new ArrayList<>();
    int code = NodeScript.run(console, said::add, "areas.mjs", List.of());
    assertThat(code).as(String.join("\n", said)).isZero();
    assertThat(console.cabinet.kept.get(FRONT).get("masks")).isEqualTo("0.6,0.3 0.6,0.6 0.3,0.6");
    assertThat(console.sample.trail.toString())
        .contains("setting-changed")
        .contains("station-looked-at");
  }
}
