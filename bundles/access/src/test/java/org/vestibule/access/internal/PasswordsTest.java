// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = new Passwords(Bench.CHEAP);
  private final PasswordRule rule = new PasswordRule();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "elevenchars",
        "password1234",
        "P@ssw0rd!2026",
        "passwordpassword",
        "Summer-Winter-99",
        "123456789012",
        "abcdefghijklmnop",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "qwertyuiop123",
        "!!vestibule!!1",
        "correct horse battery staple",
        "jo-miller is my name",
        "my friend JO-MILLER"
      })
  void whatIsShortCommonOrOnesOwnNameIsRefused(String weak) {
    assertThat(Bench.code(() -> rule.check("jo-miller", weak.toCharArray())))
        .isEqualTo("password-weak");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet lanterns over Utrecht",
        "k3Vq9zWm-pX7t",
        "twelve chars",
        "die Tür klemmt im Herbst",
        "鍵は三つ、犬は二匹、窓は五枚"
      })
  void lengthIsEnoughWhateverItIsMadeOf(String good) {
    assertThatCode(() -> rule.check("jo-miller", good.toCharArray())).doesNotThrowAnyException();
  }

  @Test
  void aHashIsSaltedAndMatchesItsPasswordOnly() throws Exception {
    String hash = passwords.hash(Bench.GOOD.toCharArray());
    assertThat(passwords.matches((Bench.GOOD + " ").toCharArray(), hash)).isFalse();
    assertThat(passwords.matches(Bench.GOOD.toCharArray(), passwords.decoy())).isFalse();
    assertThat(passwords.matches(Bench.GOOD.toCharArray(), hash)).isTrue();
    assertThat(hash)
        .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
        .isNotEqualTo(passwords.hash(Bench.GOOD.toCharArray()));
  }

  @Test
  void anUnknownNameCostsWhatAKnownOneDoesAndThatIsNoLessThanOwaspAsksFor() throws Exception {
    String hash = passwords.hash(Bench.GOOD.toCharArray());
    assertThat(passwords.outdated(passwords.decoy())).isFalse();
    assertThat(passwords.decoy()).hasSameSizeAs(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(Passwords.STANDARD.kibibytes()).isGreaterThanOrEqualTo(19 * 1024);
    assertThat(Passwords.STANDARD.passes()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void twoWaysToTypeOneLetterAreOnePassword() throws Exception {
    String hash = passwords.hash("die Tür klemmt".toCharArray());
    assertThat(passwords.matches("die Tu\u0308r klemmt".toCharArray(), hash)).isTrue();
  }

  @Test
  void theReferenceImplementationMakesTheSameHash() throws Exception {
    // From the tests of the reference implementation: t=2, m=64 MiB, p=1, salt "somesalt".
    assertThat(
            passwords.matches(
                "password".toCharArray(),
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }

  @Test
  void aFloodIsRefusedAndNotQueued() throws Exception {
    Passwords slow = new Passwords(new Passwords.Cost(8 * 1024, 3, 1));
    ExecutorService crowd = Executors.newFixedThreadPool(40);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(
            crowd.submit(
                () -> Bench.code(() -> slow.matches(Bench.GOOD.toCharArray(), slow.decoy()))));
      }
      List<String> codes = new ArrayList<>();
      for (Future<String> answer : answers) {
        codes.add(answer.get());
      }
      assertThat(codes).contains("too-busy", "none");
      assertThat(Stream.of("none", "too-busy")).containsAll(codes);
    } finally {
      crowd.shutdownNow();
    }
  }
}
