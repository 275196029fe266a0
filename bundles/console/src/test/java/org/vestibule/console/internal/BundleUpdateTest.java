// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.vestibule.api.event.BundleChanged;

/** The update of a running bundle, in a real framework. */
class BundleUpdateTest {
  @TempDir Path data;
  private SampleConsole console;
  private Caller operator;
  private Bundle audio;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    operator = Caller.operator(console);
    audio = SampleJars.install(console.framework, "audio", "0.1.0");
    audio.start();
    Files.createDirectories(data.resolve("updates"));
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void jarThatDoesNotStartIsRolledBack() throws Exception {
    put("bad.jar", SampleJars.jar("org.vestibule.audio", "0.2.0", "no.such.Activator"));
    HttpResponse<String> answer = update("audio", "bad.jar");
    assertThat(Caller.code(answer)).isEqualTo("422 bundle-update-failed");
    assertThat(audio.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(audio.getVersion()).hasToString("0.1.0");
    try (var content = audio.getEntry("deep/folder/content.txt").openStream()) {
      assertThat(content.readAllBytes()).asString().isEqualTo("0.1.0");
    }
    assertThat(console.sample.published)
        .anyMatch(
            event ->
                event instanceof BundleChanged change && change.change().equals("rolled-back"));
    assertThat(update("audio", "bad.jar").statusCode()).isEqualTo(422);
  }

  @Test
  void nameThatIsNoPlainFileIsRefused() throws Exception {
    Files.write(data.resolve("outside.jar"), SampleJars.jar("org.vestibule.audio", "9", ""));
    for (String name :
        new String[] {"../outside.jar", "/etc/x.jar", "a/b.jar", "x.zip", "..", ""}) {
      assertThat(Caller.code(update("audio", name))).as(name).isEqualTo("422 value-invalid");
    }
    Files.createSymbolicLink(data.resolve("updates/link.jar"), data.resolve("outside.jar"));
    assertThat(Caller.code(update("audio", "link.jar"))).isEqualTo("404 unknown-update");
    assertThat(Caller.code(update("audio", "none.jar"))).isEqualTo("404 unknown-update");
    assertThat(audio.getVersion()).hasToString("0.1.0");
  }

  @Test
  void jarOfAnotherBundleOrADamagedOneIsRefused() throws Exception {
    put("other.jar", SampleJars.jar("org.vestibule.vision", "0.2.0", ""));
    assertThat(Caller.code(update("audio", "other.jar"))).isEqualTo("422 bundle-mismatch");
    byte[] whole = SampleJars.jar("org.vestibule.audio", "0.2.0", "");
    put("cut.jar", Arrays.copyOf(whole, whole.length / 2));
    assertThat(Caller.code(update("audio", "cut.jar"))).isEqualTo("422 update-invalid");
    assertThat(console.sample.trail).isEmpty();
    assertThat(audio.getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void whatNeedsARestartIsRefused() throws Exception {
    for (String name : new String[] {"runtime-onnx", "api", "console"}) {
      SampleJars.install(console.framework, name, "0.1.0");
      assertThat(Caller.code(update(name, "x.jar"))).as(name).isEqualTo("409 needs-restart");
    }
    assertThat(Caller.code(update("nothing", "x.jar"))).isEqualTo("404 unknown-bundle");
  }

  @Test
  void goodJarRunsAndTheTrailKnowsIt() throws Exception {
    put("good.jar", SampleJars.jar("org.vestibule.audio", "0.2.0", ""));
    HttpResponse<String> answer = update("audio", "good.jar");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = Caller.json(answer);
    assertThat(body.at("/before/version").asText()).isEqualTo("0.1.0");
    assertThat(body.at("/after/version").asText()).isEqualTo("0.2.0");
    assertThat(body.at("/after/state").asText()).isEqualTo("ACTIVE");
    assertThat(body.path("millis").isNumber()).isTrue();
    assertThat(console.sample.trail.get(0).action()).isEqualTo("bundle-update");
    assertThat(console.sample.trail.get(0).details()).containsEntry("to", "0.2.0");
  }

  private void put(String name, byte[] jar) throws Exception {
    Files.write(data.resolve("updates").resolve(name), jar);
  }

  private HttpResponse<String> update(String bundle, String file) throws Exception {
    return operator.post("/api/bundles/" + bundle + "/update", "{\"file\":\"" + file + "\"}");
  }
}
