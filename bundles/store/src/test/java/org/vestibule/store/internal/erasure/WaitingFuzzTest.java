// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.people.PersonId;

/** Whatever lies in the file of erasures that wait, a later one is taken and kept. */
class WaitingFuzzTest {
  private static final PersonId ADA = new PersonId("ada-brandt");

  @TempDir static Path folder;

  @FuzzTest
  void file(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("erasures-waiting"), bytes);
    Waiting waiting = new Waiting(file);
    if (!waiting.names(ADA)) {
      waiting.add(ADA, "requested");
    }
    assertThat(new Waiting(file).names(ADA)).isTrue();
    waiting.remove(ADA);
    assertThat(new Waiting(file).names(ADA)).isFalse();
  }
}
