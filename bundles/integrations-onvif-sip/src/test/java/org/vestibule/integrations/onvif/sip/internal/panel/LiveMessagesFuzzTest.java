// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whatever a device says over its WebSocket: a message, or a refusal that does not repeat it. */
class LiveMessagesFuzzTest {
  @FuzzTest
  void parse(byte[] bytes) {
    String said = new String(bytes, UTF_8);
    try {
      ObjectNode message = LiveMessages.parse(said);
      assertThat(message.path("type").textValue()).isNotNull();
      for (String name : new String[] {"token", "language", "visit", "keys"}) {
        LiveMessages.text(message, name).ifPresent(text -> assertThat(text).isNotNull());
      }
    } catch (Refusal refused) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.problem().found()).hasSizeLessThan(80);
    }
  }
}
