// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever a device asks for, the answer is one line, or there is none. */
class ChallengeFuzzTest {
  @FuzzTest
  void header(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Challenge challenge : Challenge.of(List.of(line))) {
      assertThat(challenge.scheme()).isNotEmpty();
      if (DigestProof.rank(challenge) >= 0) {
        DigestProof proof = DigestProof.of(challenge, "user", new byte[] {'p'});
        assertThat(proof.header("GET", "/")).startsWith("Digest ").doesNotContain("\r", "\n");
        proof.answered(line);
        assertThat(proof.header("GET", "/")).doesNotContain("\r", "\n");
      }
    }
  }
}
