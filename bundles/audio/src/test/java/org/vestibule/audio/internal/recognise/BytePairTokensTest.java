// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelException;

class BytePairTokensTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"a\": \"b\"}",
        "{\"a\": -1}",
        "{\"a\": 1",
        "{\"a: 1}",
        "{\"\\q\": 1}",
        "{\"\\u12\": 1}",
        "{\"\\uffff\": 1}",
        "{\"a\": 99999999999}",
        "{\"a\": 70000}"
      })
  void aFileThatIsNoVocabularyIsRefused(String json) throws Exception {
    Path file = Files.writeString(folder.resolve(Vocabulary.BYTE_PAIRS), json);
    assertThatThrownBy(() -> Vocabulary.read(file, "test@1"))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-manifest-invalid"))
        .hasMessageContaining("vocab.json of model pack test@1");
  }

  @Test
  void bytesOfSeveralTokensMakeOneCharacterAndMarksHaveNoText() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve(Vocabulary.BYTE_PAIRS),
            "{ \"T\\u00c3\":0 , \"\\u00bc\": 1, \"r\":2,\"\\u0120zu\\u010a\": 3,"
                + " \"<|endoftext|>\": 5, \"\\\"\": 6}");
    Vocabulary vocabulary = Vocabulary.read(file, "test@1");
    assertThat(vocabulary.text(new int[] {0, 1, 2, 3, 5, 4, 9, 6}, 8)).isEqualTo("T\u00fcr zu\n\"");
    assertThat(vocabulary.size()).isEqualTo(7);
  }
}
