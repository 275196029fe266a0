// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void theValuesOfRfc6238AppendixB(long seconds, String code) {
    assertThat(Totp.code(SECRET, seconds / 30)).isEqualTo(code);
  }

  @Test
  void aCodeIsGoodOneStepBeforeAndAfterItsOwnAndOnce() {
    Instant now = Instant.ofEpochSecond(1111111109);
    long step = 1111111109 / 30;
    for (int off : new int[] {-2, 2, 100}) {
      assertThat(Totp.step(SECRET, Totp.code(SECRET, step + off), now, 0)).isEmpty();
    }
    for (int off : new int[] {-1, 0, 1}) {
      assertThat(Totp.step(SECRET, Totp.code(SECRET, step + off), now, 0)).hasValue(step + off);
    }
    assertThat(Totp.step(SECRET, Totp.code(SECRET, step), now, step)).isEmpty();
    assertThat(Totp.step(SECRET, "", now, 0)).isEmpty();
  }

  @Test
  void theSecretIsWrittenAsRfc4648DoesIt() {
    assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  }
}
