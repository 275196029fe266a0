// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  @Test
  void impossibleValuesAreRefusedWithKeyValueBoundAndExample() {
    assertThatThrownBy(() -> Settings.of(Map.of("load.wait.seconds", 61)))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("load.wait.seconds")
        .hasMessageContaining("61")
        .hasMessageContaining("from 0 to 60")
        .hasMessageContaining("load.wait.seconds = 10");
    assertThatThrownBy(() -> Settings.of(Map.of("load.wait.seconds", "-1")))
        .isInstanceOf(VestibuleException.class);
    assertThatThrownBy(() -> Settings.of(Map.of("lease.limit.seconds", 0)))
        .hasMessageContaining("from 1 to 3600");
    assertThatThrownBy(() -> Settings.of(Map.of("templates.share", 101)))
        .hasMessageContaining("from 0 to 100");
    assertThatThrownBy(() -> Settings.of(Map.of("serve", "Silero VAD")))
        .hasMessageContaining("Silero VAD");
    assertThatThrownBy(() -> Settings.of(Map.of("sevre", "minilm")))
        .hasMessageContaining("sevre")
        .hasMessageContaining("serve");
  }

  @Test
  void aListIsReadAsTheFileAndAsTheFormWriteIt() throws VestibuleException {
    Settings file = Settings.of(Map.of("serve", " minilm , silero-vad,"));
    Settings form = Settings.of(Map.of("serve", new String[] {"minilm", "silero-vad"}));

    assertThat(file.serve()).containsExactly("minilm", "silero-vad").isEqualTo(form.serve());
  }

  @Test
  void whatTheContainerAddsIsNoMistake() throws VestibuleException {
    Settings settings =
        Settings.of(
            Map.of(
                "service.pid", "org.vestibule.models",
                "felix.fileinstall.filename", "x",
                "component.id", 3L,
                ".secret", 1,
                "folder", "/var/lib/packs"));

    assertThat(settings.folder()).isEqualTo(Path.of("/var/lib/packs"));
    assertThat(settings.choices()).isEqualTo(Path.of("/var/lib/models-state.json"));
    assertThat(settings.serve()).contains("silero-vad", "visitor-intent");
  }
}
