// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ota.internal.Ledger.Mark;

/** Which version of a feature serves, and which one a roll-back goes to, also after a restart. */
class LedgerTest {
  @TempDir Path folder;

  @Test
  void aLineThatIsNotUnderstoodCostsOnlyItself() throws IOException {
    Path file = folder.resolve("versions.txt");
    Files.writeString(file, "vision 0.1.1 aa current\nrubbish\nvision 0.1.2 bb what\n");
    Ledger ledger = new Ledger(file);
    assertThat(ledger.all()).hasSize(1);
    assertThat(ledger.last("vision", Mark.CURRENT)).isPresent();
  }

  @Test
  void aVersionThatFailedIsRememberedAndTheFormerStillServes() throws IOException {
    Ledger ledger = ledger();
    ledger.trying("vision", "0.1.1", "aa");
    ledger.kept("vision", 2);
    ledger.trying("vision", "0.1.2", "bb");
    ledger.left("vision", Mark.TRYING);
    assertThat(ledger().last("vision", Mark.CURRENT).orElseThrow().version()).isEqualTo("0.1.1");
    assertThat(ledger().last("vision", Mark.LEFT).orElseThrow().sha256()).isEqualTo("bb");
    assertThat(ledger().last("vision", Mark.TRYING)).isEmpty();
  }

  @Test
  void itGoesBackStepByStepToTheDistribution() throws IOException {
    Ledger ledger = ledger();
    for (String version : new String[] {"0.1.1", "0.1.2", "0.1.3", "0.1.4"}) {
      ledger.trying("vision", version, version);
      ledger.kept("vision", 2);
    }
    ledger.trying("audio", "0.1.1", "cc");
    ledger.kept("audio", 2);
    for (String version : new String[] {"0.1.4", "0.1.3", "0.1.2"}) {
      assertThat(ledger.last("vision", Mark.CURRENT).orElseThrow().version()).isEqualTo(version);
      ledger.back("vision");
    }
    // Two former versions are kept: the one before them was let go.
    assertThat(ledger().last("vision", Mark.CURRENT)).isEmpty();
    assertThat(ledger().last("audio", Mark.CURRENT)).isPresent();
  }

  private Ledger ledger() throws IOException {
    return new Ledger(folder.resolve("versions.txt"));
  }
}
