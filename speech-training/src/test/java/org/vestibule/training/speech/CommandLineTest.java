// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

class CommandLineTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void anUnknownOptionAndAFolderThatIsNotThereAreRefused() {
    assertThat(evaluate("--shout", "yes")).isEqualTo(2);
    assertThat(err.toString()).contains("--shout", "--limit");
    assertThat(evaluate("--packs", folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere");
    assertThat(evaluate("--packs")).isEqualTo(2);
  }

  @Test
  void helpNamesTheOptions() {
    assertThat(evaluate("--help")).isZero();
    assertThat(out.toString()).contains("--data", "--speech", "--limit");
    out.reset();
    assertThat(TrainCommands.run(new PrintStream(out), new PrintStream(err), "--help")).isZero();
    assertThat(out.toString()).contains("--seed", "espeak-ng");
  }

  @Test
  void aMissingSynthesiserIsNamedWithTheLineThatInstallsIt() {
    assertThatThrownBy(() -> new Speaking(List.of("no-such-synthesiser")))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "synthesiser-missing")
        .hasMessageContaining("no-such-synthesiser")
        .hasMessageContaining("apt-get install");
  }

  @Test
  void anotherHeadIsAnotherReleaseAndTheSameOneIsNot() throws Exception {
    Path pack = Files.createDirectories(folder.resolve("models").resolve(CommandPack.NAME));
    Path committed = Path.of("..", "models", CommandPack.NAME, "model.json");
    Files.copy(committed, pack.resolve("model.json"));
    String before = Files.readString(committed);
    assertThat(CommandPack.write(folder, new byte[] {1, 2, 3}, 0.7)).isTrue();
    String after = Files.readString(pack.resolve("model.json"));
    assertThat(after)
        .contains("\"threshold\": 0.70", "\"bytes\": 3", "039058c6f2c0cb492c533b0a4d14ef77");
    assertThat(release(after)).isEqualTo(release(before) + 1);
    assertThat(CommandPack.write(folder, new byte[] {1, 2, 3}, 0.7)).isFalse();
    assertThat(Files.readString(pack.resolve("model.json"))).isEqualTo(after);
  }

  private static int release(String manifest) {
    return Integer.parseInt(manifest.replaceAll("(?s).*\"release\": (\\d+).*", "$1"));
  }

  private int evaluate(String... arguments) {
    return EvalCommands.run(new PrintStream(out), new PrintStream(err), arguments);
  }
}
