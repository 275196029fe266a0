// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** Whatever stands in a settings file, a value is within its bounds or refused by its key. */
class SettingsFuzzTest {
  @FuzzTest
  void value(FuzzedDataProvider data) {
    String key = data.consumeBoolean() ? "known" : data.consumeString(40);
    Map<String, Object> file = Map.of(key, data.consumeRemainingAsString());
    SettingsReader settings;
    try {
      settings = SettingsReader.of("org.vestibule.x", file, List.of("known"));
    } catch (VestibuleException refused) {
      assertThat(refused.input()).isNotBlank();
      return;
    }
    read(() -> assertThat(settings.integer("known", 1, 9, 5)).isBetween(1, 9));
    read(() -> assertThat(settings.number("known", 0.5, 2, 1)).isBetween(0.5, 2.0));
    read(() -> assertThat(settings.text("known", 10, "x").length()).isLessThanOrEqualTo(10));
    read(() -> assertThat(settings.list("known", 3, List.of()).size()).isLessThanOrEqualTo(3));
    read(() -> assertThat(settings.path("known", 10)).isNotNull());
    read(() -> settings.flag("known", true));
    read(() -> settings.name("known", "x", "front-door"));
  }

  private interface Reading {
    void run() throws VestibuleException;
  }

  private static void read(Reading reading) {
    try {
      reading.run();
    } catch (VestibuleException refused) {
      assertThat(refused.allowed()).isNotBlank();
    }
  }
}
