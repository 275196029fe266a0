// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written down is what the code does. */
class ContractFilesTest {
  /** Rewrites the documents instead of comparing them. */
  private static final String COMMAND =
      "mvn test -pl messages -Dtest=ContractFilesTest -Dvestibule.contract=write";

  private static final Path ROOT = Path.of(System.getProperty("vestibule.root"));
  private static final Path FOLDER = ROOT.resolve("docs/contract");

  @Test
  void theDocumentsAreWhatTheCodeMakes() throws Exception {
    Map<String, String> made = ContractFiles.of(ROOT);
    if ("write".equals(System.getProperty("vestibule.contract"))) {
      Files.createDirectories(FOLDER);
      ContractFiles.write(made, FOLDER);
    }
    Map<String, String> committed = ContractFiles.committed(FOLDER);

    assertThat(committed.keySet())
        .as("other documents than the code has; run " + COMMAND)
        .isEqualTo(made.keySet());
    made.forEach(
        (path, content) ->
            assertThat(committed.get(path))
                .as(path + " is not what the code makes; run " + COMMAND)
                .isEqualTo(content));
  }
}
