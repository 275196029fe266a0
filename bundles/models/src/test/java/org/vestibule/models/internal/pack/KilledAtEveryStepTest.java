// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.api.model.ModelException;

/**
 * Kills a process (SIGKILL) that takes a pack in, at every step. It shows that what is on disk is
 * in order whenever the process ends; what a power cut takes from the disk's cache it cannot show.
 */
@Timeout(180)
class KilledAtEveryStepTest {
  private static final String WEIGHTS = "weights ".repeat(50_000);

  @TempDir Path root;
  private SignedPacks box;
  private Path source;

  @BeforeEach
  void aPackThatServesAndOneThatArrives() throws Exception {
    box = new SignedPacks(root);
    box.staging().receive(box.arrives("1.0.0", 1, "first", box.vendor), false, step -> {});
    source = box.incoming.resolve("second.zip");
    PackArchive.write(box.arrives("2.0.0", 2, WEIGHTS, box.vendor), source);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SET_ASIDE", "DELETED"})
  void aPackThatArrivesIsThereWholeOrNotAtAll(Step step) throws Exception {
    killAt(step, "receive", source.toString());

    boolean arrived = step.compareTo(Step.MOVED) >= 0;
    assertThat(names())
        .isEqualTo(arrived ? List.of("ear@1.0.0", "ear@2.0.0") : List.of("ear@1.0.0"));
    everythingIsInOrderAfterARestart();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"WRITING", "SYNCED", "SET_ASIDE", "MOVED", "FOLDER_SYNCED"})
  void aDamagedPackThatIsReplacedIsNeverHalfOfEach(Step step) throws Exception {
    Pack damaged = box.staging().receive(source, false, s -> {});
    Files.writeString(damaged.folder().resolve("net.onnx"), "damage");

    killAt(step, "receive", source.toString());

    if (step.compareTo(Step.MOVED) < 0 && step != Step.SET_ASIDE) {
      assertThat(damaged.folder().resolve("net.onnx")).hasContent("damage");
    } else if (step == Step.SET_ASIDE) {
      assertThat(damaged.folder()).doesNotExist();
    } else {
      damaged.check();
    }
    box.staging().sweep();
    box.staging().receive(source, false, s -> {}).check();
    everythingIsInOrderAfterARestart();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"SET_ASIDE", "DELETED"})
  void aPackThatIsRemovedIsGoneWhole(Step step) throws Exception {
    box.staging().receive(source, false, s -> {});

    killAt(step, "remove", "ear@2.0.0");

    assertThat(names()).containsExactly("ear@1.0.0");
    everythingIsInOrderAfterARestart();
  }

  private void killAt(Step step, String what, String which) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StageUntil.class.getName(),
                box.packs.toString(),
                box.trust.toString(),
                what,
                which,
                step.name())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo(step.name());
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private void everythingIsInOrderAfterARestart() throws Exception {
    for (String name : names()) {
      sound(name);
    }
    assertThat(box.packs.resolve("ear@1.0.0/net.onnx")).hasContent("first");

    box.staging().sweep();

    assertThat(box.unfinished()).isEmpty();
    assertThat(box.staging().receive(source, false, step -> {}).folder())
        .isEqualTo(box.packs.resolve("ear@2.0.0"));
    assertThat(names()).containsExactly("ear@1.0.0", "ear@2.0.0");
    sound("ear@2.0.0");
    assertThat(box.unfinished()).isEmpty();
  }

  private void sound(String name) throws ModelException {
    Pack pack = new ManifestReader().read(box.packs.resolve(name));
    pack.check();
    new FileTrustStore(box.trust).check(pack, TrustStore.Use.SERVE);
  }

  /** What lies in the folder of packs under a name that the gateway reads. */
  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(box.packs)) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
