// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;

class MediaSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "portFirst,80",
    "portLast,70000",
    "portLast,20000",
    "jitterLeastMillis,-1",
    "jitterMostMillis,10",
    "latch,perhaps",
    "port,1"
  })
  void whatMakesNoSenseIsRefusedByName(String key, String value) {
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> MediaSettings.of(Map.of(key, value)));
    assertThat(refused.code()).isEqualTo("configuration-invalid");
    assertThat(refused.input()).contains(key);
  }

  @Test
  void theFormSaysTheSameDefaults() throws Exception {
    MediaSettings defaults = MediaSettings.of(Map.of());
    assertThat(defaults).isEqualTo(MediaSettings.DEFAULTS);
    for (Method key : MediaConfig.class.getDeclaredMethods()) {
      Method setting = MediaSettings.class.getDeclaredMethod(key.getName());
      assertThat(key.getDefaultValue()).as(key.getName()).isEqualTo(setting.invoke(defaults));
    }
  }

  @Test
  void aWrongConfigurationLeavesTheLastGoodOneInForce() throws Exception {
    try (MediaHouse house = new MediaHouse()) {
      house.media.modified(Map.of("latch", "perhaps"));
      assertThat(house.media.status().state().name()).isEqualTo("DEGRADED");
      assertThat(house.media.status().sentence()).contains("latch", "perhaps");
      house.open(MediaWish.Protection.NONE, SoundEncoding.PCMU).close();
    }
  }
}
