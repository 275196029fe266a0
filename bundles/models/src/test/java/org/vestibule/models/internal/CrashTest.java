// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;
import org.vestibule.models.internal.pack.PackFolder;

/** A process that is killed at any step leaves a store that serves its last good pack. */
class CrashTest extends StoreFixture {
  @TempDir Path fresh;

  @Test
  void killedWhileActivatingTheOldOrTheNewPackServesAndNothingElse() throws Exception {
    List<String> steps =
        killedAtEachStep("activate", step -> keptFrom(step) ? "small@1.0.0" : "large@1.0.0");

    assertThat(steps)
        .containsExactly(
            "loaded and tested",
            "audited",
            "swapped",
            "state written",
            "state synced",
            "state moved",
            "state kept");
  }

  @Test
  void killedWhileAPersonRollsBackEitherPackServes() throws Exception {
    List<String> steps =
        killedAtEachStep("roll-back", step -> keptFrom(step) ? "large@1.0.0" : "small@1.0.0");

    assertThat(steps).contains("audited", "swapped", "state moved");
  }

  @Test
  void killedWhileAModelGoesBackByItselfEitherPackServes() throws Exception {
    List<String> steps =
        killedAtEachStep("fail", step -> keptFrom(step) ? "large@1.0.0" : "small@1.0.0");

    assertThat(steps).containsExactly("state written", "state synced", "state moved", "state kept");
  }

  @Test
  void killedWhileStagingWhatServedServes() throws Exception {
    List<String> steps = killedAtEachStep("stage", step -> "large@1.0.0");

    assertThat(steps).contains("writing", "moved", "loaded and tested", "state moved");
  }

  private static boolean keptFrom(String step) {
    return step.equals("state moved") || step.equals("state kept");
  }

  private interface Expected {
    String after(String step);
  }

  private List<String> killedAtEachStep(String order, Expected expected) throws Exception {
    List<String> steps = new ArrayList<>();
    for (int number = 1; ; number++) {
      Path home = Files.createDirectories(fresh.resolve(order + number));
      packs = Files.createDirectories(home.resolve("models"));
      PackFolder.write(packs, "large", "speech");
      PackFolder.write(packs, "small", "speech");
      release(home.resolve("usb"), "small@2.0.0", "small", "2.0.0", 2, "speech", "");
      String step = killed(home, order, number);
      if (step.isEmpty()) {
        return steps;
      }
      steps.add(step);
      data = home;
      PackStore after = store("large");
      assertThat(serving(after, "speech"))
          .as("%s, %s", order, step)
          .isEqualTo(expected.after(step));
      assertThat(after.status().state()).isEqualTo(Status.State.READY);
      assertThat(packs.resolve(".staging")).doesNotExist();
      // And it goes on from there.
      after.stage(home.resolve("usb/small@2.0.0"), false, "test");
      after.activate("small@2.0.0", "test");
      assertThat(serving(after, "speech")).isEqualTo("small@2.0.0");
      after.close();
    }
  }

  /** Returns the step at which the process was killed, empty when it was done before. */
  private static String killed(Path home, String order, int number)
      throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                CrashingStore.class.getName(),
                home.toString(),
                order,
                Integer.toString(number))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      assertThat(line).as("%s %d", order, number).isNotNull();
      return line.equals("DONE") ? "" : line.substring("AT ".length());
    } finally {
      // SIGKILL on Linux.
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
