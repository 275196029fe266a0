// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stays in a sentence that a stranger reads, and what does not. */
class MaskingTest {
  private final Masking masking =
      new Masking(List.of("Ada Brandt", "bo-lindqvist"), List.of("the plumber of the house"));

  @Test
  void whateverMayBeAboutSomebodyGoes() {
    for (String secret :
        List.of(
            "Ada Brandt came",
            "ada came",
            "The visitor brandt was let in",
            "ADA BRANDT",
            "bo-lindqvist was let in",
            "J\u00fcrgen M\u00fcller came",
            "j\u00fcrgen came",
            "The code 4711-secret was entered",
            "code 123",
            "password=hunter",
            "password: hunter",
            "the password is hunter",
            "Authorization: Bearer abcdef",
            "eyJhbGciOiJFZERTQSJ9.e30.c2ln",
            "0f3a9c2b7d",
            "\"correct horse\"",
            "'correct horse'",
            "ada@example.org",
            "192.168.1.20 and fe80::1 and 00:11:22:33:44:55",
            "https://intercom.example.org/x?y=z",
            "v-20260101-0008-a1d2",
            "plumber came",
            "+49 30 1234567")) {
      assertThat(masking.sentence(secret))
          .as(secret)
          .contains(Masking.MASK)
          .doesNotContainIgnoringCase("ada")
          .doesNotContainIgnoringCase("brandt")
          .doesNotContain(
              "lindqvist", "plumber", "rgen", "ller", "4711", "secret", "123", "hunter", "abcdef")
          .doesNotContain("eyJ", "0f3a", "horse", "example", "192", "fe80", "00:11", "a1d2", "30 ");
    }
  }

  @Test
  void whatHelpsToFindAFaultStays() {
    for (String helpful :
        List.of(
            "The broker does not answer; 14 messages wait, oldest 12.5 s",
            "Configuration org.vestibule.console refused, the last good one stays",
            "java.lang.IllegalStateException",
            "MQTT: not connected (network), 97% full")) {
      assertThat(masking.sentence(helpful)).isEqualTo(helpful);
    }
    assertThat(masking.sentence("The broker at 127.0.0.1:1883 does not answer"))
        .isEqualTo("The broker at [removed] does not answer");
  }
}
