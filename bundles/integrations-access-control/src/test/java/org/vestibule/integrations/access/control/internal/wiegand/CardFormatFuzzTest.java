// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;

/** Whatever a person describes: it is refused by name, or its cards come back as they were. */
class CardFormatFuzzTest {
  @FuzzTest
  void settings(FuzzedDataProvider data) throws VestibuleException {
    CardFormat format;
    try {
      format =
          CardFormatSettings.of(
              Map.of(
                  "name", "own",
                  "bits", data.consumeInt(-1, 300),
                  "facility", data.consumeString(8),
                  "number", data.consumeString(8),
                  "parity", data.consumeRemainingAsString()));
    } catch (VestibuleException e) {
      assertThat(e.code()).isEqualTo("configuration-invalid");
      return;
    }
    Card greatest =
        new Card(
            "own",
            format.facility().map(CardFormat.Field::most).orElse(0L),
            format.number().most());
    assertThat(format.decode(format.encode(greatest))).contains(greatest);
  }
}
