// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature, by a vector on which three other implementations agree. */
class SignatureTest {
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_MfKQ", "whsec_not base64 at all !!!!!!!!!!!!!!"})
  void whatIsNoKeyIsRefusedAndNotShown(String text) {
    assertThatThrownBy(() -> Signature.by(List.of(bytes(text))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("MfKQ");
    String long65 = Base64.getEncoder().encodeToString(new byte[65]);
    assertThatThrownBy(() -> Signature.by(List.of(bytes(long65))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theVectorIsMetWithAndWithoutItsPrefix() {
    for (String key : List.of(KEY, "whsec_" + KEY, "whsec_" + KEY + "\n")) {
      try (Signature signature = Signature.by(List.of(bytes(key)))) {
        assertThat(signature.of("msg_1", 1_700_000_000, bytes("{\"type\":\"visit.started\"}")))
            .isEqualTo("v1,hVm/H4lK9vKQC+WGRF9oHAM0PT/MuzRK6U6RtCfQTmw=");
      }
    }
  }

  @Test
  void duringARotationBothKeysSign() {
    String other = Base64.getEncoder().encodeToString(new byte[32]);
    try (Signature signature = Signature.by(List.of(bytes(other), bytes(KEY)))) {
      String[] both =
          signature.of("msg_1", 1_700_000_000, bytes("{\"type\":\"visit.started\"}")).split(" ");
      assertThat(both).hasSize(2);
      assertThat(both[1]).isEqualTo("v1,hVm/H4lK9vKQC+WGRF9oHAM0PT/MuzRK6U6RtCfQTmw=");
      assertThat(both[0]).startsWith("v1,").isNotEqualTo(both[1]);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
