// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** What is written of sinks and hosts is understood, or refused; never a host that is none. */
class DestinationsFuzzTest {
  @FuzzTest
  void entries(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String key : Settings.KEYS) {
      try {
        Settings settings = Settings.of(Map.of(key, text));
        settings
            .permitted()
            .forEach(
                sink -> sink.hosts().forEach(host -> assertThat(host).matches("[a-z0-9.:-]+")));
      } catch (VestibuleException refused) {
        assertThat(refused.code()).isEqualTo("configuration-invalid");
      }
    }
  }
}
