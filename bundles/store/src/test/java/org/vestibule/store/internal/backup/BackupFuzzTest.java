// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/**
 * A file in the folder of backups is one that the house signed, or is refused; what is written from
 * it is never longer than its manifest says.
 */
class BackupFuzzTest {
  /** Of the key that signed the seed; its secret half was thrown away. */
  private static final String HOUSE =
      "MCowBQYDK2VwAyEAZDuzrvjxMrQi1wNr2LqeHwddkW7Y0/gMOQfJeuQM+fU=";

  @TempDir static Path folder;

  @FuzzTest
  void backup(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("backup.zip"), bytes);
    Path database = folder.resolve("house.mv.db");
    try (Reading listed = Reading.unchecked(file)) {
      assertThat(listed.manifest().entries()).containsKey(Manifest.DATABASE);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("backup-broken");
    }
    try (Reading own = Reading.of(file, HOUSE)) {
      own.extract(database);
      assertThat(database).hasSize(own.manifest().entries().get(Manifest.DATABASE).bytes());
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isIn("backup-broken", "backup-not-ours");
    }
  }
}
