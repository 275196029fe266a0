// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  @Test
  void twoChallengesInOneLineAreTwo() {
    assertThat(
            Challenge.of(
                List.of(
                    "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\","
                        + " Basic realm=\"simple\"")))
        .containsExactly(
            new Challenge(
                "newauth", Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\"")),
            new Challenge("basic", Map.of("realm", "simple")));
  }

  @Test
  void aCommaInQuotesDivides() {
    assertThat(Challenge.of(List.of("Digest realm=\"a, b\" ,qop = \"auth,auth-int\",nonce=x")))
        .containsExactly(
            new Challenge("digest", Map.of("realm", "a, b", "qop", "auth,auth-int", "nonce", "x")));
  }

  @Test
  void aSchemeWithoutParametersIsOne() {
    assertThat(Challenge.of(List.of("Negotiate, Digest realm=r, nonce=n")))
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "digest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",,,",
        "Digest realm=\"open",
        "Digest realm=\"a\", realm=\"b\"",
        "Digest realm=, nonce=n",
        "Digest realm=\"a\u0001b\"",
        "=x",
        "Digest @"
      })
  void halfAChallengeIsNone(String line) {
    assertThat(Challenge.of(List.of(line))).isEmpty();
  }

  @Test
  void aLineOfAnyLengthIsBounded() {
    assertThat(Challenge.of(List.of("Digest realm=\"" + "x".repeat(10_000) + "\""))).isEmpty();
    assertThat(Challenge.of(List.of("Digest " + "a=b,".repeat(500)))).isEmpty();
  }
}
