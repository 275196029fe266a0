// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.integrations.notify.internal.Npm;

/**
 * The package {@code standardwebhooks} of npm, an implementation of others, checks what we sign.
 */
@Timeout(180)
class StandardWebhooksTest {
  private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String FORMER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String BODY = "{\"type\":\"org.vestibule.door.state.v1\",\"n\":\"\u00fc\"}";
  private static final String SCRIPT =
      "const { Webhook } = require('standardwebhooks');"
          + "const [key, id, time, signature, body] = process.argv.slice(1);"
          + "try { new Webhook(key).verify(Buffer.from(body, 'base64').toString('utf8'),"
          + " {'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature});"
          + " console.log('verified'); } catch (e) { console.log('refused: ' + e.message); }";

  @Test
  void verifiesWithEitherKeyDuringARotationAndWithNoOther() throws Exception {
    Npm.need("standardwebhooks", "1.0.0");
    long now = Instant.now().getEpochSecond();
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    try (Signature both = Signature.by(List.of(NEW.getBytes(), FORMER.getBytes()));
        Signature one = Signature.by(List.of(NEW.getBytes()))) {
      assertThat(verify(NEW, now, both.of("e-1", now, body))).isEqualTo("verified");
      assertThat(verify(FORMER, now, both.of("e-1", now, body))).isEqualTo("verified");
      assertThat(verify(NEW, now, one.of("e-1", now, body))).isEqualTo("verified");
      assertThat(verify(FORMER, now, one.of("e-1", now, body))).startsWith("refused");
      assertThat(verify(NEW, now, one.of("e-2", now, body))).startsWith("refused");
      long late = now - TimeUnit.MINUTES.toSeconds(6);
      assertThat(verify(NEW, late, one.of("e-1", late, body))).startsWith("refused");
    }
  }

  private static String verify(String key, long time, String signature) throws Exception {
    String body =
        java.util.Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));
    return Npm.node(SCRIPT, key, "e-1", Long.toString(time), signature, body);
  }
}
