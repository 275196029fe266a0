// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.intent.Intent;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** With the real pack; skipped where it was not fetched. */
class LanguageGateTest {
  private static final Path PACK =
      Path.of(
          System.getProperty(
              "vestibule.packs", System.getProperty("vestibule.root") + "/data/models"),
          "langdetect");

  @TempDir Path packs;
  private final LanguageGate gate = new LanguageGate();
  private PackStore store;

  @BeforeEach
  void load() throws Exception {
    Assumptions.assumeTrue(Files.exists(PACK.resolve("model.json")), "run ./vestibule models");
    Files.createSymbolicLink(packs.resolve("langdetect"), PACK.toAbsolutePath());
    store = PackStore.open(packs, new OnnxRuntime());
    gate.load(store);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pizza", "ups", "hi it's me", "amazon", "guten Tag", "parcel for Müller"})
  void shortWordsAreNeverRefused(String heard) {
    assertThat(gate.foreign(Utterance.of(heard))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "German, Ich habe meinen Schlüssel in der Wohnung vergessen",
    "French, Je viens réparer le chauffage au troisième étage",
    "Polish, Muszę odczytać licznik wody w piwnicy"
  })
  void anotherLanguageIsNamed(String language, String heard) {
    assertThat(gate.foreign(Utterance.of(heard)))
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.intent()).isEqualTo(Intent.UNKNOWN_LANGUAGE);
              assertThat(answer.reason()).contains(language, "1.5 is enough");
            });
  }

  @Test
  void withoutThePackNothingIsRefused() {
    LanguageGate bare = new LanguageGate();
    bare.load(null);
    assertThat(bare.foreign(Utterance.of("Muszę odczytać licznik wody w piwnicy"))).isEmpty();
  }
}
