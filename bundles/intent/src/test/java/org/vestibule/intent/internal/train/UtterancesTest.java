// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Label;

class UtterancesTest {
  static final Path COMMITTED =
      Path.of(System.getProperty("vestibule.root"), "intent-training", "utterances");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delivery no tab",
        "parcel\tunknown label",
        "delivery\t ",
        "delivery\ta\tb",
        "unclear\tx"
      })
  void aWrongLineIsRefusedByNumber(String line) throws Exception {
    Path file = folder.resolve("train.tsv");
    Files.writeString(file, "# remark\nguest\thello\n" + line + "\n");
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> Utterances.read(file));
    assertThat(refused.code()).isEqualTo("utterances-invalid");
    assertThat(refused).hasMessageContaining("line 3");
  }

  @Test
  void aMissingFileIsRefused() {
    assertThat(
            catchThrowableOfType(
                VestibuleException.class, () -> Utterances.read(folder.resolve("none.tsv"))))
        .hasMessageContaining("none.tsv");
  }

  @Test
  void noSentenceStandsTwiceInTheFiles() throws Exception {
    Map<String, String> seen = new HashMap<>();
    for (String file : new String[] {"train", "calibration", "test"}) {
      for (Utterances.Said said : Utterances.read(COMMITTED.resolve(file + ".tsv")).all()) {
        String words =
            said.sentence().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip();
        assertThat(seen.put(words, file)).as("'%s' in %s", said.sentence(), file).isNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"train, 60, 100", "calibration, 20, 60", "test, 30, 100"})
  void everyIntentHasEnoughSentences(String file, int each, int outside) throws Exception {
    Utterances utterances = Utterances.read(COMMITTED.resolve(file + ".tsv"));
    for (Label label : HeadTraining.BUILT_IN) {
      Intent intent = label.intent();
      assertThat(utterances.all().stream().filter(said -> said.wants() == intent).count())
          .as("%s in %s", intent, file)
          .isGreaterThanOrEqualTo(intent == Intent.UNCLEAR ? outside : each);
    }
  }
}
