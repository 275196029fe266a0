// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Whatever comes to the topics of commands is refused by a code or dated, and has a token. */
class SignedCommandFuzzTest {
  private static final Set<String> CODES =
      Set.of(
          "command-retained",
          "command-too-large",
          "command-invalid",
          "token-missing",
          "command-undated");

  @FuzzTest
  void message(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = Math.max(0, text.indexOf('\n'));
    Map<String, String> properties =
        end == 0 ? Map.of() : Map.of("authorization", text.substring(0, end));
    Incoming message =
        new Incoming(
            "vestibule/home/command/" + text.substring(0, Math.min(20, text.length())),
            bytes,
            false,
            properties,
            Optional.of("vestibule/home/result/" + text),
            Optional.of(bytes));
    CommandTopic.of(message, MqttSettings.OFF)
        .ifPresent(
            topic ->
                assertThat(topic.answerTo())
                    .matches("vestibule/home/result(/[A-Za-z0-9._-]{1,64}){1,4}"));
    try {
      SignedCommand signed = SignedCommand.read(message);
      assertThat(signed.token()).isNotEmpty();
      assertThat(signed.request().issuedAt()).isPresent();
    } catch (VestibuleException refused) {
      assertThat(CODES).contains(refused.code());
    }
  }
}
