// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelException;

class VocabularyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "export default {}",
        "const llama_vocab_base64 = \"PHVuaz4",
        "const llama_vocab_base64 = \"not*base64\"",
        "const llama_vocab_base64 = \"PHVuaz4=\""
      })
  void aFileThatIsNoVocabularyIsRefused(String script) throws IOException {
    Path file = Files.writeString(folder.resolve(Vocabulary.FILE), script);
    refused(file);
  }

  @Test
  void aHugeFileIsRefusedUnread() throws IOException {
    Path file = folder.resolve(Vocabulary.FILE);
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(1L << 32);
    }
    refused(file);
  }

  @Test
  void aMissingFileIsRefused() {
    refused(folder.resolve("absent.js"));
  }

  @Test
  void tooManyAndTooLongTokensAreRefused() throws IOException {
    refused(write("x\n".repeat(70_000)));
    refused(write("x\n".repeat(300) + "y".repeat(65)));
  }

  @Test
  void bytesJoinToOneCharacterAndMarksAreSilent() throws Exception {
    Vocabulary vocabulary =
        Vocabulary.read(write("x\n".repeat(259) + "\u2581Gr\n\u00fc\n\u00dfe"), "test@1");

    assertThat(vocabulary.text(new int[] {1, 259, 260, 261, 2, 32_000}, 6))
        .isEqualTo("Gr\u00fc\u00dfe");
    assertThat(vocabulary.text(new int[] {259, 3 + 0xc3, 3 + 0xa4, 99}, 3)).isEqualTo("Gr\u00e4");
    assertThat(vocabulary.text(new int[0], 0)).isEmpty();
  }

  private Path write(String tokens) throws IOException {
    String literal = Base64.getEncoder().encodeToString(tokens.getBytes(StandardCharsets.UTF_8));
    return Files.writeString(
        folder.resolve(Vocabulary.FILE), "const llama_vocab_base64 = \"" + literal + "\";");
  }

  private static void refused(Path file) {
    assertThatThrownBy(() -> Vocabulary.read(file, "test@1"))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-manifest-invalid"))
        .hasMessageContaining("test@1");
  }
}
