// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.TokenSequence;

class TokenizerTest {
  @TempDir Path folder;

  @Test
  void doesNotPadEvenIfTheFileAsksForIt() throws Exception {
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(Packs.withTokenizer(folder), folder)) {
      TokenSequence tokens = model.tokenize("open the door", 64);

      assertThat(tokens.ids()).containsExactly(4, 1, 2, 3, 5);
      assertThat(tokens.attentionMask()).containsExactly(1, 1, 1, 1, 1);
      assertThat(tokens.typeIds()).containsExactly(0, 0, 0, 0, 0);
    }
  }

  @Test
  void cutsLongTextsAndKeepsTheMarks() throws Exception {
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(Packs.withTokenizer(folder), folder)) {
      assertThat(model.tokenize("open the door", 4).ids()).containsExactly(4, 1, 2, 5);
      assertThat(model.tokenize("open the door", 5).ids()).containsExactly(4, 1, 2, 3, 5);
      assertThatThrownBy(() -> model.tokenize("open", 1)).hasMessageContaining("2 or more");
    }
  }

  @Test
  void survivesWhatPeopleTypeIntoAnything() throws Exception {
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(Packs.withTokenizer(folder), folder)) {
      assertThat(model.tokenize("", 8).ids()).containsExactly(4, 5);
      for (String text : new String[] {"\ud83d\udeaa door", "\ud83d", "a\u0000b", "\u202edoor"}) {
        assertThat(model.tokenize(text, 8).ids()).startsWith(4).endsWith(5);
      }
    }
  }

  @Test
  void aPackWithoutTokenizerOrWithABrokenOneSaysSo() throws Exception {
    try (OnnxRuntime runtime = new OnnxRuntime()) {
      try (LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
        assertThatThrownBy(() -> model.tokenize("open", 8))
            .isInstanceOfSatisfying(
                ModelException.class,
                e -> assertThat(e.code()).isEqualTo("model-manifest-invalid"));
      }
      try (LoadedModel model = runtime.load(Packs.withTokenizer(folder), folder)) {
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> model.tokenize("open", 8))
            .isInstanceOfSatisfying(
                ModelException.class,
                e -> assertThat(e.code()).isEqualTo("model-manifest-invalid"));
        model.close();
        assertThatThrownBy(() -> model.tokenize("open", 8))
            .isInstanceOfSatisfying(
                ModelException.class, e -> assertThat(e.code()).isEqualTo("model-missing"));
      }
    }
  }
}
