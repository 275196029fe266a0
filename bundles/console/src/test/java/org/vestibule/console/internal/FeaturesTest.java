// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders for features and bundles over REST, and how refusals are answered. */
class FeaturesTest {
  @TempDir Path data;
  private final SampleUpdates updates = new SampleUpdates();
  private SampleConsole console;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    console.sample.house.updates = updates;
    operator = Client.operator(console);
    SampleJars.install(console.framework, "audio", "0.1.1").start();
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void withoutAnAgentNothingIsOrdered() throws Exception {
    console.sample.house.updates = null;
    assertThat(Client.code(operator.get("/api/features"))).isEqualTo("503 service-missing");
    assertThat(Client.code(operator.post("/api/features/audio/update", "{\"file\":\"a.jar\"}")))
        .isEqualTo("503 service-missing");
  }

  @Test
  void refusalsHaveTheStatusThatFitsThem() throws Exception {
    Map<String, Integer> expected =
        Map.of(
            "needs-restart", 409,
            "update-running", 409,
            "feature-version-reused", 409,
            "feature-required", 409,
            "feature-update-failed", 422,
            "bundle-mismatch", 422,
            "unknown-update", 404,
            "unknown-feature", 404,
            "feature-roll-back-failed", 500,
            "update-unreadable", 503);
    for (Map.Entry<String, Integer> refusal : expected.entrySet()) {
      updates.refusal = refusal.getKey();
      assertThat(Client.code(operator.post("/api/features/audio/update", "{\"file\":\"a.jar\"}")))
          .isEqualTo(refusal.getValue() + " " + refusal.getKey());
    }
    assertThat(updates.orders).isEmpty();
  }

  @Test
  void theFolderOfUpdatesListsJarsAndWhatTheySayAndNothingElse() throws Exception {
    assertThat(Client.json(operator.get("/api/updates"))).isEmpty();
    SampleUpkeep.jar(data, "audio", "0.1.2");
    Path folder = data.resolve("updates");
    Files.write(folder.resolve("cut.jar"), new byte[] {'P', 'K', 3, 4});
    Files.write(folder.resolve("uploaded-pack.zip"), new byte[1]);
    Files.write(folder.resolve(".checking-1.jar"), new byte[1]);
    Files.createSymbolicLink(folder.resolve("elsewhere.jar"), data.resolve("none"));
    JsonNode files = Client.json(operator.get("/api/updates"));
    assertThat(files).hasSize(2);
    assertThat(files.at("/0/file").asText()).isEqualTo("audio-0.1.2.jar");
    assertThat(files.at("/0/feature").asText()).isEqualTo("audio");
    assertThat(files.at("/0/version").asText()).isEqualTo("0.1.2");
    assertThat(files.at("/0/bytes").asLong())
        .isEqualTo(Files.size(folder.resolve("audio-0.1.2.jar")));
    assertThat(files.at("/1/file").asText()).isEqualTo("cut.jar");
    assertThat(files.path(1).has("feature")).isFalse();
  }

  @Test
  void theConsoleDoesNotRemoveItself() throws Exception {
    assertThat(Client.code(operator.post("/api/features/console/remove", "{}")))
        .isEqualTo("409 feature-required");
    assertThat(updates.orders).isEmpty();
  }

  @Test
  void ordersArePassedOnAndReported() throws Exception {
    JsonNode update =
        Client.json(operator.post("/api/features/audio/update", "{\"file\":\"a.jar\"}"));
    assertThat(update.path("before").asText()).isEqualTo("0.1.0");
    assertThat(update.path("after").asText()).isEqualTo("0.1.1");
    assertThat(update.path("millis").asInt()).isEqualTo(300);
    assertThat(update.path("gapMillis").asInt()).isEqualTo(40);
    for (String deed : new String[] {"install", "remove", "rollback"}) {
      assertThat(operator.post("/api/features/audio/" + deed, "{}").statusCode()).isEqualTo(200);
    }
    operator.post("/api/features/audio/update", "{\"file\":\"b.jar\"}");
    assertThat(updates.orders)
        .containsExactly(
            "box: update audio a.jar",
            "box: install audio",
            "box: remove audio",
            "box: roll-back audio",
            "box: update audio b.jar");
  }

  @Test
  void aPlannedRestartIsAnsweredBeforeItHappens() throws Exception {
    HttpResponse<String> answer =
        operator.post("/api/features/core/update", "{\"file\":\"c.jar\",\"restart\":true}");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Client.json(answer).path("withinSeconds").asInt()).isEqualTo(60);
    operator.post("/api/features/core/rollback", "{\"restart\":true}");
    assertThat(updates.orders).containsExactly("box: restart core c.jar", "box: restart back core");
  }

  @Test
  void theListShowsVersionsAndWhatIsBeingDone() throws Exception {
    JsonNode list = Client.json(operator.get("/api/features"));
    assertThat(list.path("progress").asText()).isEqualTo("Updating vision");
    assertThat(list.at("/features/0/name").asText()).isEqualTo("audio");
    assertThat(list.at("/features/0/former").asText()).isEqualTo("0.1.0");
  }
}
