// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** Whatever is written about who answers for the gateway is one line without markup, or refused. */
class ControllerFuzzTest {
  @FuzzTest
  void controller(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String key : Controller.KEYS) {
      try {
        Controller read = Controller.of(Map.of(key, text));
        String line = read.name() + read.address() + read.contact() + read.dpo();
        assertThat(line).hasSizeLessThanOrEqualTo(300).doesNotContain("\n", "\r", "<", "[", "|");
      } catch (VestibuleException refused) {
        assertThat(refused.code()).isEqualTo("configuration-invalid");
      }
    }
  }
}
