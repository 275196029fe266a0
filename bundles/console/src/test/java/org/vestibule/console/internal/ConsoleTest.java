// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        new SelfCheck(console.settings, console.trust.trust, console.deltas.instance(), data);
    URI own = URI.create("http://127.0.0.1:" + console.port() + "/");
    assertThat(check.status().state()).isEqualTo(Status.State.STARTING);
    assertThat(check.ask(URI.create("http://127.0.0.1:1/"))).isPresent();
    SelfCheck other = new SelfCheck(console.settings, console.trust.trust, "another", data);
    assertThat(other.ask(own)).contains("HTTP 200 from something else");
    assertThat(check.ask(own)).isEmpty();
    check.listenAt(new String[] {"https://127.0.0.1:1/", own.toString()});
    check.check();
    assertThat(check.status().state()).isEqualTo(Status.State.READY);
    console.settings.modified(Map.of("sseClients", "0"));
    assertThat(check.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    console.settings.modified(Map.of());
    Files.writeString(data.resolve("settings-history.json"), "[{\"n\":");
    assertThat(new SettingHistory(data).newest()).isEmpty();
    assertThat(check.status().cause()).isEqualTo(Status.Cause.STORAGE);
    assertThat(check.status().sentence()).contains("settings-history-unreadable-");
    check.deactivate();
    other.deactivate();
  }

  @Test
  void pageIsSmallAndSelfContained() throws Exception {
    Client anybody = new Client(console);
    Map<String, String> paths = Map.of("index.html", "/", "resident.html", "/resident");
    int compressed = 0;
    for (String file : new String(packed("files.txt"), StandardCharsets.UTF_8).lines().toList()) {
      HttpResponse<String> answer = anybody.get(paths.getOrDefault(file, "/" + file));
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      if (file.endsWith(".html") || file.endsWith(".css")) {
        assertThat(answer.body()).as(file).doesNotContain("http://").doesNotContain("https://");
      }
      compressed += packed(file + ".gz").length;
    }
    // Every page in every language; nobody loads all of it.
    assertThat(compressed).isLessThan(250_000);
    assertThat(anybody.get("/index.php").statusCode()).isEqualTo(404);
    assertThat(anybody.get("/resident.js").statusCode()).isEqualTo(404);
    assertThat(anybody.get("/..%2f..%2fetc/passwd").statusCode()).isGreaterThanOrEqualTo(400);
  }

  private static byte[] packed(String file) throws Exception {
    try (InputStream in = ConsoleTest.class.getResourceAsStream("/console/" + file)) {
      return in.readAllBytes();
    }
  }

  @Test
  void pageIsNotSentTwice() throws Exception {
    Client anybody = new Client(console);
    String tag = anybody.get("/").headers().firstValue("ETag").orElseThrow();
    assertThat(anybody.send(anybody.request("/").header("If-None-Match", tag).GET()).statusCode())
        .isEqualTo(304);
  }
}
