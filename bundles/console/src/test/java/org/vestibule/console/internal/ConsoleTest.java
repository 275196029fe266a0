// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;

/** Configuration, status and the page itself. */
class ConsoleTest {
  @TempDir Path data;
  private SampleConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void impossibleConfigurationIsRefusedAndTheLastGoodOneStays() {
    Settings settings = new Settings();
    settings.activate(
        Map.of("sseClients", "7", "service.pid", Settings.PID, "felix.fileinstall.filename", "x"));
    assertThat(settings.refused()).isEmpty();
    settings.modified(Map.of("sseClients", "201"));
    assertThat(settings.refused().orElseThrow()).contains("201").contains("1 to 200");
    settings.modified(Map.of("heartbeatSeconds", "soon"));
    assertThat(settings.refused().orElseThrow()).contains("soon").contains("5 to 60");
    settings.modified(Map.of("allowedHosts", "http://x"));
    assertThat(settings.refused().orElseThrow()).contains("http://x");
    settings.modified(Map.of("port", "1"));
    assertThat(settings.refused().orElseThrow())
        .contains("setting port of")
        .contains("unknown key");
    assertThat(settings.now().sseClients()).isEqualTo(7);
  }

  @Test
  void readyOnlyAfterItsOwnAnswer() throws Exception {
    SelfCheck check =
        new SelfCheck(console.settings, console.trust.trust, console.deltas.instance());
    URI own = URI.create("http://127.0.0.1:" + console.port() + "/");
    assertThat(check.status().state()).isEqualTo(Status.State.STARTING);
    assertThat(check.ask(URI.create("http://127.0.0.1:1/"))).isPresent();
    SelfCheck other = new SelfCheck(console.settings, console.trust.trust, "another");
    assertThat(other.ask(own)).contains("HTTP 200 from something else");
    assertThat(check.ask(own)).isEmpty();
    check.listenAt(new String[] {"https://127.0.0.1:1/", own.toString()});
    check.check();
    assertThat(check.status().state()).isEqualTo(Status.State.READY);
    console.settings.modified(Map.of("sseClients", "0"));
    assertThat(check.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    check.deactivate();
    other.deactivate();
  }

  @Test
  void pageIsSmallAndSelfContained() throws Exception {
    Client anybody = new Client(console);
    int bytes = 0;
    for (String file :
        new String[] {
          "",
          "style.css",
          "account.js",
          "app.js",
          "correct.js",
          "dom.js",
          "doors.js",
          "enrol.js",
          "listen.js",
          "live.js",
          "login.js",
          "passes.js",
          "people.js",
          "sources.js",
          "views.js",
          "words.js",
          "icon.svg"
        }) {
      HttpResponse<String> answer = anybody.get("/" + file);
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
          .as(file)
          .doesNotContain("http://")
          .doesNotContain("https://")
          .doesNotContain("innerHTML");
      bytes += answer.body().length();
    }
    assertThat(bytes).isLessThan(120_000);
    assertThat(anybody.get("/index.php").statusCode()).isEqualTo(404);
    assertThat(anybody.get("/..%2f..%2fetc/passwd").statusCode()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void pageIsNotSentTwice() throws Exception {
    Client anybody = new Client(console);
    String tag = anybody.get("/").headers().firstValue("ETag").orElseThrow();
    assertThat(anybody.send(anybody.request("/").header("If-None-Match", tag).GET()).statusCode())
        .isEqualTo(304);
  }
}
