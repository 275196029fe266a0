// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalSpeechTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  private int run(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("--packs", folder.toString(), "--fixtures", folder.toString()));
    arguments.addAll(List.of(options));
    return EvalSpeech.run(
        arguments.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void wrongOptionsAreRefusedWithWhatIsAllowed() {
    assertThat(run("--snr", "loud")).isEqualTo(2);
    assertThat(complaint()).contains("loud", "-10 to 40");
    assertThat(run("--models", "huge")).isEqualTo(2);
    assertThat(complaint()).contains("huge", "base");
    assertThat(run("--denoiser", "magic")).isEqualTo(2);
    assertThat(run("--sound", "x")).isEqualTo(2);
  }

  @Test
  void filesThatAreMissingOrNoSoundAreNamed() throws Exception {
    assertThat(run()).isEqualTo(1);
    assertThat(complaint()).contains("jfk.wav");
    Files.createDirectories(folder.resolve("speech"));
    Files.writeString(folder.resolve("speech/jfk.wav"), "this is no sound at all");
    assertThat(run()).isEqualTo(1);
    assertThat(complaint()).contains("16-bit PCM");
  }

  @Test
  void helpNeedsNothingElse() {
    assertThat(EvalSpeech.run(new String[] {"--help"}, new PrintStream(out), System.err)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--data DIR", "Exit code");
  }
}
