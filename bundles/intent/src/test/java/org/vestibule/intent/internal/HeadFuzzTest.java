// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelException;

/** A head of triage is read, or refused by name. */
class HeadFuzzTest {
  @TempDir static Path folder;

  @FuzzTest
  void head(byte[] bytes) throws IOException {
    Path head = Files.write(folder.resolve(HeadFile.HEAD), bytes);
    Path examples = Files.write(folder.resolve(HeadFile.EXAMPLES), new byte[] {1, 2, 3, 4});
    try {
      HeadFile.read("pack", head, examples);
    } catch (ModelException refused) {
      // What a person can act on.
    }
  }
}
