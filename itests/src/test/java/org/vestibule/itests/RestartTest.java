// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;
import org.vestibule.testkit.internal.demo.BundleRelease;

/** The gateway as a process that ends and starts again, on one data folder, without a network. */
public class RestartTest {
  private static final int RESTART = 10;
  private static final String LOG = "restart.log";

  private static final Duration PATIENCE = Duration.ofSeconds(240);

  /** A busy machine is no broken version, and a press comes before the process has ended. */
  private static final String PATIENT =
      "health.seconds = 120\nnotice.seconds = 10\nready.seconds = 240\n";

  private final Path data = House.ROOT.resolve("itests/target/restart");
  private GatewayProcess gateway;
  private Operator operator;

  @Before
  public void aFreshGatewayRuns() throws Exception {
    Path packs = Path.of(System.getProperty("vestibule.packs"));
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    StagedHome.withStations(data, packs);
    ota(PATIENT);
    start();
  }

  @After
  public void itEnds() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  public void versionsSurviveARestartAndWhatNeedsOneGetsOne() throws Exception {
    ok(operator.update("vision", release("vision", "0.1.1")));
    ok(operator.update("vision", release("vision", "0.1.2")));
    ok(operator.update("audio", release("audio", "0.1.1")));
    ok(operator.rollBack("vision"));
    ok(operator.rollBack("audio"));
    assertEquals(List.of("0.1.1", House.VERSION), versions("vision", "audio"));

    Answer refused = operator.update("core", release("core", "0.1.1"));
    assertEquals("needs-restart", refused.body().path("code").asText());
    assertTrue(refused.toString(), refused.body().path("remedy").asText().contains("\"restart\""));

    ok(operator.updateByRestart("core", "core-0.1.1.jar"));
    Answer press = VirtualStation.of(gateway.address(), data, "front").pressed();
    assertEquals(press.toString(), 503, press.status());
    assertEquals("gateway-restarting", press.body().path("code").asText());
    assertEquals(RESTART, gateway.awaitEnd(PATIENCE));

    // The jar of the rolled-back audio is gone by now, and that of vision goes: it falls back.
    deleteInstalledJars();
    start();
    Await.that("the restart is over", () -> audited("restart-done"));
    assertEquals(List.of("0.1.1"), versions("core"));
    Await.that("vision falls back", () -> versions("vision").equals(List.of(House.VERSION)));
    assertEquals(List.of(House.VERSION), versions("audio"));
    assertTrue(audited("feature-fallback"));
  }

  @Test
  public void aVersionThatDoesNotBecomeReadyIsTakenBackByOneMoreRestart() throws Exception {
    ota("health.seconds = 120\nready.seconds = 40\n");
    Path jar = House.release("runtime-onnx");
    Path broken = data.resolve("updates/broken.jar");
    BrokenRelease.write(jar, broken, "0.1.5", "OnnxRuntime.class");
    ok(operator.update("vision", release("vision", "0.1.1")));
    ok(operator.updateByRestart("runtime-onnx", "broken.jar"));
    assertEquals(RESTART, gateway.awaitEnd(PATIENCE));
    gateway = GatewayProcess.start(data, LOG);
    assertEquals("it restarts by itself, back to what worked", RESTART, gateway.awaitEnd(PATIENCE));
    start();
    assertEquals(List.of(House.VERSION, "0.1.1"), versions("runtime-onnx", "vision"));
    assertTrue(audited("feature-rolled-back"));
  }

  private void ota(String settings) throws IOException {
    Files.writeString(data.resolve("etc/org.vestibule.ota.cfg"), settings);
  }

  private void start() throws Exception {
    gateway = GatewayProcess.start(data, LOG);
    operator = Operator.whenReady(gateway.address(), data, PATIENCE);
    // A gateway is ready before it has looked at what was interrupted, and updates one at a time.
    operator.awaitNoUpdate(PATIENCE);
  }

  private String release(String feature, String version) throws IOException {
    String file = feature + "-" + version + ".jar";
    Path target = data.resolve("updates").resolve(file);
    BundleRelease.write(House.release(feature), target, version);
    return file;
  }

  private void deleteInstalledJars() throws IOException {
    Path folder = data.resolve("updates/installed");
    String current = "";
    for (String line : Files.readAllLines(folder.resolve("versions.txt"))) {
      if (line.startsWith("vision ") && line.endsWith(" current")) {
        current = line.split(" ")[2];
      }
    }
    Files.delete(folder.resolve(current + ".jar"));
  }

  private List<String> versions(String... features) throws IOException, InterruptedException {
    JsonNode list = operator.get("/api/features").body().path("features");
    List<String> versions = new ArrayList<>();
    for (String feature : features) {
      for (JsonNode info : list) {
        if (info.path("name").asText().equals(feature)) {
          versions.add(info.path("installed").asText());
        }
      }
    }
    return versions;
  }

  private boolean audited(String action) throws IOException, InterruptedException {
    for (JsonNode entry : operator.get("/api/audit?limit=50").body().path("entries")) {
      if (entry.path("action").asText().equals(action)) {
        return true;
      }
    }
    return false;
  }

  private static void ok(Answer answer) {
    assertTrue(answer.toString(), answer.ok());
  }
}
