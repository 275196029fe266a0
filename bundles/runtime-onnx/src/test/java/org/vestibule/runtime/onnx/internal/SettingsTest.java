// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.status.Status;

class SettingsTest {
  @Test
  void defaultsAreThoseOfTheConfigurationForm() throws Exception {
    assertThat(Settings.of(Map.of("service.pid", "x", ".private", 1)))
        .isEqualTo(Settings.DEFAULTS)
        .isEqualTo(new Settings(number("intraOpThreads"), number("maxConcurrentRuns")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "-1", "1.5", "many", "", "99999999999"})
  void impossibleThreadsAreRefusedWithBoundAndExample(String value) {
    assertThatThrownBy(() -> Settings.of(Map.of("intraOpThreads", value)))
        .hasMessageContaining("intraOpThreads of org.vestibule.runtime-onnx")
        .hasMessageContaining(value.isEmpty() ? "nothing" : "'" + value + "'")
        .hasMessageContaining("from 1 to 8")
        .hasMessageContaining("intraOpThreads = 1");
  }

  @Test
  void aRefusedConfigurationIsShownAndTheLastGoodOneStays() {
    try (OnnxRuntime runtime = new OnnxRuntime()) {
      runtime.modified(Map.of("maxConcurrentRuns", "17"));
      Status refused = runtime.status();
      runtime.modified(Map.of("maxConcurrentRun", 3));
      Status unknown = runtime.status();
      runtime.modified(Map.of("maxConcurrentRuns", 16, "intraOpThreads", 8));

      assertThat(refused.cause()).isEqualTo(Status.Cause.CONFIGURATION);
      assertThat(refused.sentence()).contains("'17'", "from 1 to 16");
      assertThat(unknown.sentence()).contains("maxConcurrentRun ", "unknown key");
      assertThat(runtime.status().state()).isEqualTo(Status.State.STARTING);
    }
  }

  private static int number(String key) throws Exception {
    return (int) RuntimeConfig.class.getDeclaredMethod(key).getDefaultValue();
  }
}
