// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelException;

/** Whatever an archive claims, no entry leaves its folder and none is longer than it says. */
class ArchiveFuzzTest {
  private static final int MOST = 1 << 20;

  @TempDir static Path folder;

  @FuzzTest
  void archive(byte[] bytes) throws IOException {
    Path zip = Files.write(folder.resolve("pack.zip"), bytes);
    PackSource source;
    try {
      source = PackSource.of(zip);
    } catch (ModelException refused) {
      return;
    }
    try {
      for (Map.Entry<String, Long> file : source.files().entrySet()) {
        assertThat(folder.resolve(file.getKey()).normalize()).startsWithRaw(folder);
        assertThat(length(source, file.getKey())).isLessThanOrEqualTo(MOST);
      }
    } finally {
      source.close();
    }
  }

  private static int length(PackSource source, String file) {
    try (InputStream in = source.open(file)) {
      return in.readNBytes(MOST).length;
    } catch (IOException broken) {
      // Damaged in the middle: whoever copies it says so.
      return 0;
    }
  }
}
