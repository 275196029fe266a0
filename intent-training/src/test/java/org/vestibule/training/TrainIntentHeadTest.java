// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.intent.internal.train.HeadPack;

class TrainIntentHeadTest {
  private static final Path COMMITTED =
      Path.of(System.getProperty("vestibule.root"), "intent-training", "utterances");
  private static final Path PACKS =
      Path.of(
          System.getProperty(
              "vestibule.packs", System.getProperty("vestibule.root") + "/data/models"));

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--packs a",
        "--packs a --utterances b",
        "--packs a --utterances b --into",
        "--packs a --utterances b --into c --evaluate",
        "--packs a --utterances b --fast c",
        "--packs a --utterances b --into c --data d"
      })
  void aWrongCommandLineIsExplained(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage:");
  }

  @Test
  void aMissingEncoderIsExplainedAndNothingIsWritten() throws Exception {
    assertThat(train(folder, COMMITTED, folder.resolve("out"))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("minilm", "./vestibule models");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void withoutAPackThereIsNothingToEvaluate() {
    assertThat(
            run("--packs", folder.toString(), "--utterances", COMMITTED.toString(), "--evaluate"))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("visitor-intent");
  }

  @Test
  void theSameSentencesGiveTheSameBytesAndADamagedPackIsMadeAnew() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(PACKS.resolve("minilm/model.json")), "run ./vestibule models first");
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertThat(train(PACKS, COMMITTED, first)).as(this::errors).isZero();
    assertThat(train(PACKS, COMMITTED, second)).isZero();
    TreeMap<String, String> made = contents(first);
    assertThat(made).containsOnlyKeys("head.json", "examples.bin", "model.json");
    assertThat(contents(second)).isEqualTo(made);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("in_scope_accuracy=0\\.\\d+")
        .containsPattern("oos_recall=0\\.\\d+")
        .containsPattern("n_test=\\d+");

    out.reset();
    assertThat(train(PACKS, COMMITTED, first)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("up to date");

    Files.writeString(first.resolve("visitor-intent/head.json"), "{}");
    assertThat(train(PACKS, COMMITTED, first)).isZero();
    assertThat(contents(first)).isEqualTo(made);
    try (Stream<Path> left = Files.list(first)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("visitor-intent");
    }
  }

  private int train(Path packs, Path utterances, Path into) {
    return run(
        "--packs",
        packs.toString(),
        "--utterances",
        utterances.toString(),
        "--into",
        into.toString());
  }

  private int run(String... arguments) {
    return TrainIntentHead.run(new PrintStream(out), new PrintStream(err), arguments);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static TreeMap<String, String> contents(Path into) throws Exception {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(into.resolve("visitor-intent"))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), HeadPack.sha256(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
