// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a person learns to use it. */
class UseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "pack",
        "pack a b c",
        "golden",
        "diff a",
        "key",
        "key burn x",
        "sign a",
        "sign a --key",
        "verify",
        "verify a --frob",
        "trust",
        "trust add",
        "trust add me",
        "trust revoke me",
        "local-sign",
        "stage",
        "activate",
        "activate a/b",
        "activate ..%2f",
        "rollout",
        "rollback",
        "list more",
        "list --port x",
        "list --port 70000"
      })
  void aWrongUseIsExplainedWithTheRightOne(String line) {
    Told told = Told.by(("--data target/nowhere " + line).split(" "));
    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("usage: ./vestibule").doesNotContain("Exception");
    assertThat(told.out()).isEmpty();
  }

  @Test
  void nothingAtAllShowsWhatThereIs() {
    assertThat(Told.by().exit()).isEqualTo(2);
    assertThat(Told.by().err()).contains("verify FOLDER|ZIP");
    assertThat(Told.by("--help").exit()).isZero();
    assertThat(Told.by("--help").out()).contains("Exit code 0", "golden FOLDER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pack",
        "golden",
        "diff",
        "key",
        "sign",
        "verify",
        "local-sign",
        "trust",
        "list",
        "stage",
        "activate",
        "rollout",
        "rollback",
        "compare",
        "prune"
      })
  void everyCommandSaysWhatItDoes(String command) {
    Told told = Told.by(command, "--help");
    assertThat(told.exit()).isZero();
    assertThat(told.out()).startsWith("usage: ./vestibule model " + command).contains(".\n");
  }
}
