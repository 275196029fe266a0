// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.ConfigurationAdmin;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.status.Status;

/** What leaves the house in the diagnostics, and what must not. */
class DiagnosticsTest {
  private static final String TOKEN = "q7Zt0aPlantedToken4Xy";
  private static final String PASSWORD = "planted-pass-phrase";

  @TempDir Path data;
  private SampleConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whoeverMayNotChangeFeaturesGetsNone() throws Exception {
    console.trust.access.tokens.put(
        "max",
        SampleAccess.caller("max", Caller.Kind.PERSON, Optional.empty(), Grant.of(Role.MANAGER)));
    assertThat(Client.code(Client.bearing(console, "max").get("/api/diagnostics")))
        .isEqualTo("403 permission-missing");
    assertThat(console.sample.trail).isEmpty();
  }

  @Test
  void whatWasPlantedIsInNoFile() throws Exception {
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(
        data.resolve("logs/karaf.log"),
        """
        2026-11-28T00:32:41,123 | WARN  | qtp-Ada Brandt   | Doors                            | 41 - org.vestibule.console - 0.1.0 | Ada Brandt entered the code 4711-secret at 192.168.1.20
        2026-11-28T00:32:42,123 | ERROR | main             | Broker                           | 41 - org.vestibule.console - 0.1.0 | The broker refused password=%s and token %s
        java.lang.IllegalStateException: nobody called Ada Brandt, "%s"
        \tat org.vestibule.console.internal.ApiServlet.service(ApiServlet.java:120)
        2026-11-28T00:32:43,123 | INFO  | main             | House                            | 41 - org.vestibule.console - 0.1.0 | The door works again after 3 s
        """
            .formatted(PASSWORD, TOKEN, PASSWORD));
    console.sample.statuses.put(
        "station-brandt",
        Status.degraded(Status.Cause.CREDENTIALS, "Ada Brandt's station refuses " + TOKEN));
    Map<String, String> files = files();
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "README.txt",
            "gateway.json",
            "bundles.json",
            "parts.json",
            "metrics.txt",
            "settings.json",
            "log.txt");
    files.forEach(
        (name, text) ->
            assertThat(text)
                .as(name)
                .doesNotContainIgnoringCase("brandt")
                .doesNotContain("Ada ", TOKEN, PASSWORD, console.token())
                .doesNotContain("4711-secret", "192.168.1.20")
                .doesNotContain("v-2026", "Similarity", "transcript"));
    assertThat(files.get("log.txt"))
        .as("any number of bytes may have these digits, a line of the log may not")
        .doesNotContain("4711", "192.168");
    assertThat(files.get("log.txt"))
        .contains("| The door works again after 3 s")
        .contains("The broker refused [removed]")
        .contains("java.lang.IllegalStateException")
        .contains("\tat org.vestibule.console.internal.ApiServlet.service(ApiServlet.java:120)");
    assertThat(files.get("parts.json")).contains("\"state\":\"DEGRADED\"", "CREDENTIALS");
    assertThat(files.get("metrics.txt")).contains("vestibule_part_status{part=\"mqtt\"");
    assertThat(console.sample.trail.get(0).action()).isEqualTo("diagnostics-taken");
  }

  @Test
  void wordsThatPeopleWroteAreInNoFileHoweverTheyAreWritten() throws Exception {
    SampleSettings.fill(console);
    console
        .framework
        .getBundleContext()
        .registerService(ConfigurationAdmin.class, console.cabinet, null);
    console.cabinet.set(
        "org.vestibule.sip.phone~hall", Map.of("user", "hall", "title", "Ada upstairs"));
    String pass =
        "{\"host\":\"ada-brandt\",\"label\":\"Plumber\",\"doors\":[\"front-door\"],\"until\":\"%s\"}";
    assertThat(
            Client.operator(console)
                .post("/api/passes", pass.formatted(Instant.now().plusSeconds(3600)))
                .statusCode())
        .isEqualTo(201);
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(
        data.resolve("logs/karaf.log"),
        "the phone of ada upstairs does not answer; the plumber waits at the door\n");
    assertThat(files().get("log.txt"))
        .isEqualTo(
            "the phone of [removed] [removed] does not answer; the [removed] waits at the door\n");
  }

  @Test
  void auditThatCannotBeWrittenAndALockedVaultAreNoReasonToRefuse() throws Exception {
    console.sample.house.audit = null;
    console.sample.house.people = null;
    assertThat(files()).containsKey("log.txt");
  }

  @Test
  void valueIsShownOnlyWhenItsFormSaysThatItIsHarmless() throws Exception {
    String xml =
        """
        <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
          <OCD id="x"><AD id="broker" type="String"/><AD id="enabled" type="Boolean"/>
            <AD id="pinLength" type="Integer"/><AD id="password" type="String"/>
            <AD id="mode" type="String"><Option label="a" value="fast"/></AD></OCD>
          <Designate factoryPid="org.vestibule.sample"><Object ocdref="x"/></Designate>
        </metatype:MetaData>
        """;
    SettingForm form =
        SettingForms.parse(null, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .get(0);
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("broker", "ssl://ada.example.org");
    given.put("enabled", "true");
    given.put("pinLength", 4);
    given.put("password", PASSWORD);
    given.put("mode", "fast");
    given.put("invented", "Ada Brandt");
    Map<String, Object> shown = ShownSettings.shown(form, new Hashtable<>(given));
    assertThat(shown.get("values")).isEqualTo(Map.of("enabled", "true", "mode", "fast"));
    assertThat(shown.get("otherKeys")).isEqualTo(1);
    assertThat(shown.toString()).doesNotContain("Ada", "ada", PASSWORD, "invented");
    given.put("mode", "Ada Brandt");
    given.put("enabled", PASSWORD);
    assertThat(ShownSettings.shown(form, new Hashtable<>(given)))
        .extracting("values")
        .isEqualTo(Map.of());
  }

  private Map<String, String> files() throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                Client.operator(console).request("/api/diagnostics").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        entry = zip.getNextEntry();
      }
    }
    return files;
  }
}
